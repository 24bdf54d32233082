package io.openclaw.orchestrator.start;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;

/** Times between which a setting does what it says; the orchestrator does not start beyond them. */
public record Bounds(Duration least, Duration most) {
  /** For what may take as long as one likes. */
  public static final Duration ANY = Duration.ofDays(365);

  /**
   * The value, if it lies between them.
   *
   * @param variable what to set
   */
  public Duration check(String variable, Duration value) {
    if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
      return value;
    }
    String bounds =
        most.equals(ANY) ? text(least) + " at least" : "from " + text(least) + " to " + text(most);
    throw new ConfigurationException(
        "The orchestrator does not start: %s is %s; it has to be %s"
            .formatted(variable, text(value), bounds));
  }

  private static String text(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
