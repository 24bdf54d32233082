package io.openclaw.workspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind of value that is written as one word.
 *
 * @param expected how a message names it
 * @param standIn takes the place of a value that is not as it must be
 * @param quotable whether it may be written in quotes
 * @param parser gives null for what is no such value
 * @param allowed which of these values make sense
 */
record Scalar<T>(
    String expected, T standIn, boolean quotable, Parser<T> parser, Predicate<T> allowed) {

  /** Reads the value, or gives null. */
  @FunctionalInterface
  interface Parser<T> {
    @Nullable T parse(String text);
  }

  static final Scalar<String> TEXT = text("a text", text -> !text.isBlank());

  static final Scalar<Boolean> FLAG =
      new Scalar<>("true or false", false, false, Scalar::parseFlag, value -> true);

  static Scalar<String> text(String expected, Predicate<String> allowed) {
    return new Scalar<>(expected, "", true, text -> text, allowed);
  }

  static Scalar<Integer> integer(int least, int most) {
    String expected =
        most == Integer.MAX_VALUE
            ? "a whole number of at least " + least
            : "a whole number from " + least + " to " + most;
    return new Scalar<>(expected, least, false, Scalar::parseInteger, n -> least <= n && n <= most);
  }

  static Scalar<Double> number(double least, double most) {
    String expected = "a number from %s to %s".formatted(least, most).replace(".0", "");
    return new Scalar<>(expected, least, false, Scalar::parseNumber, n -> least <= n && n <= most);
  }

  /** One of the constants, written in lower case. */
  static <E extends Enum<E>> Scalar<E> oneOf(Class<E> type, E standIn) {
    E[] constants = type.getEnumConstants();
    String names = Arrays.stream(constants).map(Scalar::nameOf).collect(Collectors.joining(", "));
    return new Scalar<>(
        constants.length == 1 ? names : "one of " + names,
        standIn,
        true,
        text ->
            Arrays.stream(constants).filter(c -> nameOf(c).equals(text)).findFirst().orElse(null),
        value -> true);
  }

  /** One of these words, which have no type of their own yet. */
  static Scalar<String> oneOf(String... words) {
    String expected = words.length == 1 ? words[0] : "one of " + String.join(", ", words);
    return text(expected, Arrays.asList(words)::contains);
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static @Nullable Integer parseInteger(String text) {
    return text.matches("[-+]?[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }

  private static @Nullable Double parseNumber(String text) {
    return text.matches("[-+]?[0-9]{1,15}(\\.[0-9]{1,15})?") ? Double.valueOf(text) : null;
  }
}
