package io.openclaw.workspace;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The units that workspace files use. This is the one place where they are parsed. */
final class Units {
  /** {@code 30} (seconds), {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}. */
  static final Scalar<Duration> DURATION =
      new Scalar<>(
          "a time above zero such as 30 (seconds), 500ms, 30s, 5m or 1h",
          Duration.ofSeconds(1),
          true,
          Units::parseDuration,
          duration -> !duration.isZero());

  /** Kubernetes' quantity of memory. */
  static final Scalar<String> MEMORY =
      matching("a size such as 512Mi or 4Gi", "[1-9][0-9]*[KMGT]i?");

  /** Kubernetes' quantity of processors. */
  static final Scalar<String> CPU =
      matching("a number of processors such as 2, 0.5 or 500m", "[0-9]+(\\.[0-9]+)?|[1-9][0-9]*m");

  static final Scalar<String> GPU =
      matching("none, optional, or a number of GPUs", "none|optional|[0-9]{1,3}");

  static final Scalar<String> PERCENT =
      matching("a percentage such as 99.9%", "(100|[0-9]{1,2}(\\.[0-9]+)?)%");

  /** {@code 100/minute} and {@code 100req/min}. */
  static final Scalar<String> RATE =
      matching(
          "a rate such as 100/minute",
          "[1-9][0-9]{0,8}(req)?/(s|sec|second|min|minute|h|hour|d|day)");

  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)?");

  private Units() {}

  private static Scalar<String> matching(String expected, String pattern) {
    return Scalar.text(expected, Pattern.compile(pattern)::matches);
  }

  private static @Nullable Duration parseDuration(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      case null, default -> Duration.ofSeconds(amount);
    };
  }
}
