package io.openclaw.orchestrator.message;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** All that counts as a service being away, whatever the message. */
final class Outages {
  /**
   * Connections (08), broken promises about transactions (25, as a primary that has become a
   * replica; 40, deadlocks), prepared statements that are gone (26), who may enter (28), which
   * database there is (3D), what tables there are and for whom (42: the statements are the same for
   * every message), resources (53), locks (55), operators (57), the machine (58), the configuration
   * (F0).
   */
  private static final Set<String> SQL_CLASSES =
      Set.of("08", "25", "26", "28", "3D", "40", "42", "53", "55", "57", "58", "F0");

  /** What the database finds damaged in its own files. */
  private static final Set<String> SQL_STATES = Set.of("XX001", "XX002");

  private Outages() {}

  static boolean contains(Throwable cause) {
    String state = Fault.sqlState(cause);
    return state != null
        ? SQL_CLASSES.contains(Fault.sqlClass(state)) || SQL_STATES.contains(state)
        : isOfTheNet(cause) || isOfKafka(cause) || isOfTheEnd(cause) || cause instanceof NotNow;
  }

  /**
   * Not each {@link IOException}: a file that is not there, or bytes that are no text, are some.
   */
  private static boolean isOfTheNet(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof UnknownHostException
        || cause instanceof ClosedChannelException
        || cause instanceof InterruptedIOException
        || cause instanceof EOFException
        || cause instanceof SSLException
        || cause instanceof TimeoutException
        || cause instanceof io.smallrye.mutiny.TimeoutException
        // A connection that has closed, a pool with none to spare; not what the database answers.
        || cause instanceof NoStackTraceThrowable
        || (cause instanceof VertxException && !(cause instanceof DatabaseException))
        // As "Broken pipe" comes.
        || cause.getClass() == IOException.class;
  }

  private static boolean isOfKafka(Throwable cause) {
    return cause instanceof RetriableException
        || cause instanceof AuthenticationException
        || cause instanceof AuthorizationException;
  }

  /** This process ends; the message comes again, to another one. */
  private static boolean isOfTheEnd(Throwable cause) {
    return cause instanceof RejectedExecutionException
        || cause instanceof CancellationException
        || cause instanceof InterruptedException;
  }
}
