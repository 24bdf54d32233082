package io.openclaw.orchestrator.start;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Times between which a setting does what it says; the orchestrator does not start beyond them. So
 * whoever checks one is made before anything begins, by {@code @Startup(Bounds.CHECKED)}, and not
 * when it is needed first.
 *
 * @param most null where there is no such time
 */
public record Bounds(Duration least, @Nullable Duration most) {
  /** Of observers of the start: before that of {@link Startup}. */
  public static final int CHECKED = 0;

  public static Bounds atLeast(Duration least) {
    return new Bounds(least, null);
  }

  /**
   * The value, if it lies between them.
   *
   * @param variable what to set
   */
  public Duration check(String variable, Duration value) {
    if (value.compareTo(least) >= 0 && (most == null || value.compareTo(most) <= 0)) {
      return value;
    }
    String bounds =
        most == null ? text(least) + " at least" : "from " + text(least) + " to " + text(most);
    throw new ConfigurationException(
        "The orchestrator does not start: %s is %s; it has to be %s"
            .formatted(variable, text(value), bounds));
  }

  private static String text(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
