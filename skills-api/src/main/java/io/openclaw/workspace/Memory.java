package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long an agent remembers, and where.
 *
 * @param ttl how long an entry is kept; null: for ever
 * @param connection the database of its own, always with its secrets as {@code ${NAME}}; null: the
 *     system's
 */
public record Memory(
    Kind kind, @Nullable Duration ttl, Backend backend, @Nullable String connection) {
  /** Remembers within a session. */
  public static final Memory SESSION = new Memory(Kind.SESSION, null, Backend.POSTGRESQL, null);

  /** What is kept. */
  public enum Kind {
    /** Across sessions. */
    PERSISTENT,
    /** Until the session ends. */
    SESSION
  }

  /** Where it is kept. */
  public enum Backend {
    POSTGRESQL
  }

  public Memory {
    requireNonNull(kind, "kind is null");
    requireNonNull(backend, "backend is null");
  }
}
