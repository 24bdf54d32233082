package io.openclaw.local;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as people write it: {@code 90}, {@code 90s}, {@code 10m}, {@code 1h30m}. */
final class TimeLimit implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    String plain = text.strip().toUpperCase(Locale.ROOT);
    String iso = plain.matches("\\d+") ? plain + "S" : plain;
    try {
      Duration duration = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is no duration such as 90s, 10m or 2h");
    }
    throw new TypeConversionException("'" + text + "' is not above zero");
  }
}
