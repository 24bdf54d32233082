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

  private StepTopics() {}

  static String pattern(List<String> agents) {
    if (agents.contains(EVERY)) {
      return Pattern.quote(Topics.steps("")) + ".+";
    }
    return Stream.concat(agents.stream(), Stream.of(StepAttempt.SHARED))
        .map(Topics::steps)
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }
}
