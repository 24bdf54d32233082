package io.openclaw.worker.step;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.Topics;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topics that a worker reads, as a pattern: those of its agents, and the shared one. */
final class StepTopics {
  private static final String EVERY = "*";
  private static final String PREFIX = Topics.steps("");

  private StepTopics() {}

  static String pattern(List<String> agents) {
    if (agents.contains(EVERY)) {
      return Pattern.quote(PREFIX) + ".+";
    }
    return Stream.concat(agents.stream(), Stream.of(StepAttempt.SHARED))
        .map(Topics::steps)
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }

  /** Whether the agent is among those that a worker was told to serve. */
  static boolean serves(List<String> agents, String agentId) {
    return agents.contains(EVERY) || agents.contains(agentId);
  }

  /** Whose steps are in a topic that the pattern fits. */
  static String agentId(String topic) {
    return topic.substring(PREFIX.length());
  }
}
