package io.openclaw.gateway.identity;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A secret that can be compared and not read: only its hash is kept. */
final class SecretToken {
  static final int MIN_LENGTH = 16;

  private final byte[] hash;

  SecretToken(String secret) {
    this.hash = hash(requireNonNull(secret, "secret is null"));
  }

  /** Takes the same time for any candidate, so that none can be guessed piece by piece. */
  boolean matches(String candidate) {
    return MessageDigest.isEqual(hash, hash(candidate));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "SecretToken";
  }
}
