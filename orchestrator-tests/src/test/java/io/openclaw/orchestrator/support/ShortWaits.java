package io.openclaw.orchestrator.support;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * For orchestrators that are killed and ended all the time: what a dead one has changes hands after
 * three seconds instead of six, and one that ends waits less for messages that do not come.
 */
final class ShortWaits {
  /** For {@code server.properties}. */
  static final Map<String, String> BROKER = Map.of("group.min.session.timeout.ms", "3000");

  /** For the command line; the environment has no name for a channel with a hyphen. */
  static final List<String> CONSUMERS =
      Stream.of("tasks", "words", "reports", "workers", "dead-letters")
          .map("-Dmp.messaging.incoming."::concat)
          .flatMap(channel ->
              Stream.of(channel + ".session.timeout.ms=3000", channel + ".fetch.max.wait.ms=100"))
          .toList();

  private ShortWaits() {}
}
