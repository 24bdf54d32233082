package io.openclaw.gateway.task;

import com.github.f4b6a3.uuid.UuidCreator;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of tasks. */
public final class TaskIds {
  private static final int VERSION_8 = 0x8000;
  private static final int LENGTH = 36;

  private TaskIds() {}

  /** A new one, version 7: later ids sort after earlier ones. */
  static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /**
   * The one that belongs to an idempotency key: version 8, from a hash of tenant and key (RFC 9562,
   * 5.8). Any gateway comes to the same id without asking anybody.
   */
  static UUID of(String tenant, String key) {
    MessageDigest sha256 = sha256();
    sha256.update(tenant.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & ~0xF000L) | VERSION_8;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** Whether an id has the form of those that tasks are given here. */
  static boolean isOfATask(UUID id) {
    return id.version() == 7 || id.version() == 8;
  }

  /**
   * Reads an id that a client sent.
   *
   * @throws ProblemException {@code TASK_NOT_FOUND} for what can't be one
   */
  public static UUID parse(String text) {
    try {
      // UUID.fromString is lenient about missing digits, and such a text is no id of ours.
      if (text.length() == LENGTH) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      throw notFound(text);
    }
    throw notFound(text);
  }

  public static ProblemException notFound(Object id) {
    return ProblemException.of(ProblemCode.TASK_NOT_FOUND, "no task " + id);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
