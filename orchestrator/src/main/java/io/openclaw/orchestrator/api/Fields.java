package io.openclaw.orchestrator.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request; what is wrong is said with the parameter's name. */
final class Fields {
  /** The database would know later ones, but people don't write them. */
  private static final int LAST_YEAR = 9999;

  private Fields() {}

  static int limit(@Nullable String text, int usual, int most) {
    if (text == null) {
      return usual;
    }
    long limit = number("limit", text);
    if (limit < 1 || limit > most) {
      throw wrong("limit", "must be a number from 1 to " + most + ", and is " + text);
    }
    return Math.toIntExact(limit);
  }

  static void within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw wrong(field, "must be from %d to %d, and is %d".formatted(least, most, value));
    }
  }

  /** PostgreSQL keeps no text with a character of code 0. */
  static void storable(String field, String text) {
    if (text.indexOf('\0') >= 0) {
      throw wrong(field, "must not have the character U+0000");
    }
  }

  /** Not below zero. */
  static long number(String field, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw wrong(field, "must be a number, and is " + text);
    }
    return Long.parseLong(text);
  }

  /** Null where there is none. */
  static @Nullable Instant instant(String field, @Nullable String text) {
    return text == null ? null : time(field, text);
  }

  static Instant time(String field, String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
    } catch (DateTimeException _) {
      throw noTime(field, text);
    }
    throw noTime(field, text);
  }

  private static ProblemException noTime(String field, String text) {
    return wrong(field, "must be a time such as 2026-11-22T10:00:00Z, and is " + text);
  }

  static boolean flag(String field, @Nullable String text) {
    return switch (text) {
      case null -> false;
      case "true", "" -> true;
      case "false" -> false;
      default -> throw wrong(field, "must be true or false, and is " + text);
    };
  }

  /** The constant of that name, in whatever case. */
  static <E extends Enum<E>> E word(String field, String text, List<E> known) {
    return known.stream()
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> wrong(field, "there is no " + text + "; there are: " + names(known)));
  }

  /** Of a parameter that may come several times, or with commas. */
  static Stream<String> each(List<String> values) {
    return values.stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** Null where it is none; text that no task can have is refused, as the database does. */
  static @Nullable String text(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.indexOf('\0') >= 0) {
      throw wrong(field, "contains U+0000");
    }
    return text;
  }

  static ProblemException wrong(String field, String why) {
    return new ProblemException(ProblemCode.INVALID_FIELD, field + ": " + why);
  }

  private static <E extends Enum<E>> String names(List<E> known) {
    return known.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
