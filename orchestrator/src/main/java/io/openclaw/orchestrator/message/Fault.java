package io.openclaw.orchestrator.message;

import io.openclaw.orchestrator.store.UnreadableTaskException;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose fault it is that a message could not be dealt with. What is not sure to be the
 * message's fault, or the program's, is taken for an outage: an outage must not cost a message.
 */
public enum Fault {
  /** Another try is sure to fail as well. */
  MESSAGE,
  /** A bug, in all likelihood: worth a few tries, not more. */
  PROGRAM,
  /** A service is away; worth any number of tries. */
  OUTAGE;

  private static final int DEEPEST = 20;

  public static Fault of(Throwable failure) {
    List<Throwable> chain = chain(failure);
    if (chain.stream().anyMatch(Fault::isOfMessage)) {
      return MESSAGE;
    }
    return isOfProgram(chain.getLast()) ? PROGRAM : OUTAGE;
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
        || (state != null && isDataFault(state));
  }

  private static @Nullable String sqlState(Throwable cause) {
    return switch (cause) {
      case PgException postgres -> postgres.getSqlState();
      case SQLException sql -> sql.getSQLState();
      default -> null;
    };
  }

  /**
   * Class 22, values that can't be stored; 23, values that contradict what is stored; 54, values
   * that are too large.
   */
  private static boolean isDataFault(String state) {
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
  }

  private static boolean isOfProgram(Throwable root) {
    return root instanceof IllegalArgumentException
        || root instanceof IllegalStateException
        || root instanceof NullPointerException
        || root instanceof ClassCastException
        || root instanceof IndexOutOfBoundsException
        || root instanceof UnsupportedOperationException
        || root instanceof Error;
  }
}
