package io.openclaw.it;

import io.openclaw.it.Gateway.Seen;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One of the ways in which a gateway tells of a task. */
interface EventSource {
  /** For a person. */
  String name();

  /**
   * Reads events over one connection until one that is waited for, or until the connection ends.
   *
   * @param after the id of the last event that the client has; null where it has none
   * @throws IOException where the connection is lost, or the gateway asks to come again
   * @throws AssertionError where the gateway says what it must not say of a task that was accepted
   */
  void read(UUID task, @Nullable String after, Predicate<Seen> last) throws Exception;
}
