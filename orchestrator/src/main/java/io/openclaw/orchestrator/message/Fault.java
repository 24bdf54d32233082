package io.openclaw.orchestrator.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.orchestrator.store.UnreadableTaskException;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose fault it is that a message could not be dealt with. An outage must not cost a
 * message, and is waited for by all that come behind; so only what is known to be one counts as
 * one, or a single message that nobody has thought of would be waited for for ever.
 */
public enum Fault {
  /** Another try is sure to fail as well. */
  MESSAGE,
  /** A bug, in all likelihood: worth a few tries, not more. */
  PROGRAM,
  /** A service is away; worth any number of tries. */
  OUTAGE;

  private static final int DEEPEST = 20;

  /**
   * Values that can't be stored (22), values that contradict what is stored (23), values that are
   * too large (54).
   */
  private static final Set<String> OF_DATA = Set.of("22", "23", "54");

  public static Fault of(Throwable failure) {
    List<Throwable> chain = chain(failure);
    if (chain.stream().anyMatch(Fault::isOfMessage)) {
      return MESSAGE;
    }
    return chain.stream().anyMatch(Outages::contains) ? OUTAGE : PROGRAM;
  }

  /** What it all began with. */
  static Throwable root(Throwable failure) {
    return chain(failure).getLast();
  }

  private static List<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST).toList();
  }

  private static boolean isOfMessage(Throwable cause) {
    String state = sqlState(cause);
    return cause instanceof UnusableMessageException
        || cause instanceof UnreadableTaskException
        // What is read or written here is what the message says, or what has come of it.
        || cause instanceof JsonProcessingException
        || (state != null && OF_DATA.contains(sqlClass(state)));
  }

  static @Nullable String sqlState(Throwable cause) {
    return switch (cause) {
      case PgException postgres -> postgres.getSqlState();
      case SQLException sql -> sql.getSQLState();
      default -> null;
    };
  }

  static String sqlClass(String state) {
    return state.substring(0, Math.min(2, state.length()));
  }
}
