package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way to an MCP server and back, for one call. Nothing of it blocks the thread of the call for
 * longer than it says; closing it ends all that was begun.
 */
interface Wire extends AutoCloseable {

  /**
   * Sends a message.
   *
   * @return done once the server has taken it; in error with a {@link Refusal} where it does not
   */
  CompletableFuture<Void> send(ObjectNode message);

  /** What comes next; null when nothing came in time. */
  @Nullable Incoming next(Duration patience) throws InterruptedException;

  /** From now on both sides speak this version. */
  void agreed(String version);

  /** The last lines of what the server says besides. */
  List<String> asides();

  @Override
  void close();
}
