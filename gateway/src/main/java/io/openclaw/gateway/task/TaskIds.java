package io.openclaw.gateway.task;

import com.github.f4b6a3.uuid.UuidCreator;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.hash.HashId;
import io.openclaw.hash.Sha256;
import java.util.UUID;

/** Ids of tasks. */
public final class TaskIds {
  private static final int LENGTH = 36;

  private TaskIds() {}

  /** A new one, version 7: later ids sort after earlier ones. */
  static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /**
   * The one that belongs to an idempotency key, from a hash of tenant and key. Any gateway comes to
   * the same id without asking anybody.
   */
  static UUID of(String tenant, String key) {
    return HashId.of(Sha256.of(tenant + "\0" + key));
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
}
