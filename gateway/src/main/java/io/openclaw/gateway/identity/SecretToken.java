package io.openclaw.gateway.identity;

import static java.util.Objects.requireNonNull;

import io.openclaw.hash.Sha256;
import java.security.MessageDigest;

/** A secret that can be compared and not read: only its hash is kept. */
final class SecretToken {
  static final int MIN_LENGTH = 16;

  private final byte[] hash;

  SecretToken(String secret) {
    this.hash = Sha256.of(requireNonNull(secret, "secret is null")).bytes();
  }

  /** Takes the same time for any candidate, so that none can be guessed piece by piece. */
  boolean matches(String candidate) {
    return MessageDigest.isEqual(hash, Sha256.of(candidate).bytes());
  }

  @Override
  public String toString() {
    return "SecretToken";
  }
}
