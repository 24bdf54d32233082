package io.openclaw.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 that is being made; to be read once. For one thread. */
public final class Sha256 {
  private final MessageDigest digest;

  /** Of nothing yet. */
  public Sha256() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public static Sha256 of(byte[] content) {
    return new Sha256().add(content);
  }

  /** Of its bytes in UTF-8. */
  public static Sha256 of(String text) {
    return new Sha256().add(text);
  }

  public Sha256 add(byte[] content) {
    digest.update(content);
    return this;
  }

  /** A part of a buffer. */
  public Sha256 add(byte[] buffer, int offset, int length) {
    digest.update(buffer, offset, length);
    return this;
  }

  /** Its bytes in UTF-8. */
  public Sha256 add(String text) {
    return add(text.getBytes(UTF_8));
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return digest.digest();
  }

  /** Lower-case hexadecimal, 64 digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
