package io.openclaw.orchestrator.start;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * How long something is kept.
 *
 * @param kept null: for ever
 */
public record RetentionTime(@Nullable Duration kept) {
  private static final String FOR_EVER = "off";

  public RetentionTime {
    if (kept != null && (kept.isNegative() || kept.isZero())) {
      throw new IllegalArgumentException("must be above zero, or off to keep all of it");
    }
  }

  /** {@code 30d}, {@code 12h}, or {@code off}. */
  public static final class Reader implements Converter<RetentionTime> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable RetentionTime convert(String text) {
      String plain = text.strip();
      if (plain.equalsIgnoreCase(FOR_EVER)) {
        return new RetentionTime(null);
      }
      Duration duration = DurationConverter.parseDuration(plain);
      return duration == null ? null : new RetentionTime(duration);
    }
  }
}
