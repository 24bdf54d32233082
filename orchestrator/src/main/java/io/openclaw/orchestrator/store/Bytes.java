package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes on their way to the database and back, as it encodes them: in Base64. */
public record Bytes(String base64) {
  public Bytes {
    requireNonNull(base64, "base64 is null");
  }

  /** Null for null. */
  public static @Nullable Bytes of(byte @Nullable [] bytes) {
    return bytes == null ? null : new Bytes(Base64.getEncoder().encodeToString(bytes));
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Bytes read(String base64) {
    return new Bytes(base64);
  }

  @Override
  @JsonValue
  public String base64() {
    return base64;
  }

  /** A copy. PostgreSQL breaks the lines of its Base64. */
  public byte[] toArray() {
    return Base64.getMimeDecoder().decode(base64);
  }

  /** A copy; null for null. */
  public static byte @Nullable [] arrayOf(@Nullable Bytes bytes) {
    return bytes == null ? null : bytes.toArray();
  }
}
