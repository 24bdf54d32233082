package io.openclaw.workspace.file;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.openclaw.schedule.Every;
import io.openclaw.workspace.CpuQuantity;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.GpuRequirement.Need;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.Percentage;
import io.openclaw.workspace.Rate;
import io.openclaw.workspace.yaml.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The units that workspace files use. This is the one place where they are parsed. */
final class Units {
  /**
   * With it, all tries of all steps of a task one after the other end before PostgreSQL's calendar
   * does.
   */
  private static final Duration LONGEST = Duration.ofDays(365);

  /** {@code 30} (seconds), {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}. */
  static final Scalar<Duration> DURATION =
      Scalar.parsed(
              "a time above zero and up to 365d such as 30 (seconds), 500ms, 30s, 5m or 1h",
              Duration.ofSeconds(1),
              "[0-9]{1,9}(ms|s|m|h|d)?",
              Units::duration)
          .where(time -> time.isPositive() && time.compareTo(LONGEST) <= 0);

  /** A {@link #DURATION} from one tick to the next. */
  static final Scalar<Every> INTERVAL =
      Scalar.parsed(
          "a time from 1s up to 365d such as 30s, 15m, 1h or 1d",
          new Every(Every.SHORTEST, "1s"),
          "[0-9]{1,9}(ms|s|m|h|d)?",
          Units::interval);

  /**
   * Kubernetes' <a
   * href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">quantity</a>
   * of memory: binary ({@code Mi}, 2^20) or decimal ({@code M}, 10^6) prefixes.
   */
  static final Scalar<MemoryQuantity> MEMORY =
      Scalar.parsed(
          "a size such as 512Mi or 4Gi",
          new MemoryQuantity(1),
          "[1-9][0-9]{0,5}[kKMGT]i?",
          Units::memory);

  /** Kubernetes' quantity of processors, to a thousandth. */
  static final Scalar<CpuQuantity> CPU =
      Scalar.parsed(
          "a number of processors such as 2, 0.5 or 500m",
          new CpuQuantity(1),
          "[0-9]{1,5}(\\.[0-9]{1,3})?|[1-9][0-9]{0,8}m",
          Units::cpu);

  static final Scalar<GpuRequirement> GPU =
      Scalar.parsed(
          "none, optional, required, or a number of GPUs",
          GpuRequirement.NONE,
          "none|optional|required|[0-9]{1,3}",
          Units::gpu);

  static final Scalar<Percentage> PERCENTAGE =
      Scalar.parsed(
          "a percentage such as 99.9%",
          new Percentage(0),
          "(100|[0-9]{1,2}(\\.[0-9]{1,9})?)%",
          text -> new Percentage(Double.parseDouble(text.substring(0, text.length() - 1))));

  /** {@code 100/minute} and {@code 100req/min}. */
  static final Scalar<Rate> RATE =
      Scalar.parsed(
          "a rate such as 100/minute",
          new Rate(1, Duration.ofSeconds(1)),
          "[1-9][0-9]{0,8}(req)?/(s|sec|second|min|minute|h|hour|d|day)",
          Units::rate);

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+)([a-zA-Z]*)");

  private Units() {}

  private static Duration duration(String text) {
    Matcher parts = parts(text);
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  private static @Nullable Every interval(String text) {
    Duration interval = duration(text);
    return interval.compareTo(Every.SHORTEST) < 0 || interval.compareTo(LONGEST) > 0
        ? null
        : new Every(interval, text);
  }

  private static @Nullable MemoryQuantity memory(String text) {
    Matcher parts = parts(text);
    String unit = parts.group(2);
    int power = "KMGT".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
    long factor = 1;
    for (int i = 0; i < power; i++) {
      factor *= unit.endsWith("i") ? 1024 : 1000;
    }
    return new MemoryQuantity(Long.parseLong(parts.group(1)) * factor);
  }

  private static @Nullable CpuQuantity cpu(String text) {
    int millis =
        text.endsWith("m")
            ? Integer.parseInt(text.substring(0, text.length() - 1))
            : new BigDecimal(text).movePointRight(3).intValueExact();
    return millis == 0 ? null : new CpuQuantity(millis);
  }

  private static GpuRequirement gpu(String text) {
    return switch (text) {
      case "none" -> GpuRequirement.NONE;
      case "optional" -> new GpuRequirement(Need.OPTIONAL, 1);
      case "required" -> new GpuRequirement(Need.REQUIRED, 1);
      default -> {
        int count = Integer.parseInt(text);
        yield count == 0 ? GpuRequirement.NONE : new GpuRequirement(Need.REQUIRED, count);
      }
    };
  }

  private static Rate rate(String text) {
    int slash = text.indexOf('/');
    Duration period =
        switch (text.charAt(slash + 1)) {
          case 'm' -> Duration.ofMinutes(1);
          case 'h' -> Duration.ofHours(1);
          case 'd' -> Duration.ofDays(1);
          default -> Duration.ofSeconds(1);
        };
    return new Rate(Integer.parseInt(text.substring(0, slash).replace("req", "")), period);
  }

  private static Matcher parts(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException("not checked: " + text);
    }
    return matcher;
  }
}
