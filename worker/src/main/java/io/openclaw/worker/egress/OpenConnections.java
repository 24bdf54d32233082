package io.openclaw.worker.egress;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What is to be closed when a call's way out is. Thread-safe. */
final class OpenConnections implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OpenConnections.class);

  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  /** Has a connection closed with all others; at once where they have been. */
  void add(AutoCloseable connection) {
    open.add(connection);
    if (isClosed) {
      end(connection);
    }
  }

  /** Closes one. */
  void end(AutoCloseable connection) {
    open.remove(connection);
    close(connection);
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public void close() {
    isClosed = true;
    open.forEach(this::end);
  }

  static void close(AutoCloseable connection) {
    try {
      connection.close();
    } catch (Exception e) {
      LOG.debugf("A connection could not be closed. reason=%s", e.getMessage());
    }
  }
}
