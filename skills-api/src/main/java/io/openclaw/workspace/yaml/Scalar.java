package io.openclaw.workspace.yaml;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A kind of value that is written as one word.
 *
 * @param expected how a message names it
 * @param standIn takes the place of a value that is not as it must be
 * @param quotable whether it may be written in quotes
 * @param parser gives null for what is no such value
 * @param allowed which of these values make sense
 * @param schema its JSON Schema; accepts at least what {@code parser} and {@code allowed} do
 */
public record Scalar<T>(
    String expected,
    T standIn,
    boolean quotable,
    Parser<T> parser,
    Predicate<T> allowed,
    ObjectNode schema)
    implements Type<T> {

  /** Reads the value, or gives null. */
  @FunctionalInterface
  public interface Parser<T> {
    @Nullable T parse(String text);
  }

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,9}");
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,15}(\\.[0-9]{1,15})?");

  /** Any text but a blank one. Words that YAML would take for numbers are texts all the same. */
  public static final Scalar<String> TEXT =
      new Scalar<>("a text", "", true, text -> text, text -> !text.isBlank(), words());

  public static final Scalar<Boolean> FLAG =
      new Scalar<>("true or false", false, false, Scalar::parseFlag, _ -> true, type("boolean"));

  public Scalar {
    requireNonNull(expected, "expected is null");
    requireNonNull(parser, "parser is null");
    requireNonNull(allowed, "allowed is null");
    requireNonNull(schema, "schema is null");
  }

  /** A text of a limited length, in characters. */
  public static Scalar<String> text(String expected, int maxLength) {
    ObjectNode schema = words();
    schema.put("maxLength", maxLength);
    return new Scalar<>(
        expected,
        "",
        true,
        text -> text,
        text -> !text.isBlank() && text.codePointCount(0, text.length()) <= maxLength,
        schema);
  }

  /**
   * A text that matches as a whole.
   *
   * @param pattern in the syntax that RE2 and JSON Schema share
   */
  public static Scalar<String> matching(String expected, String pattern) {
    return parsed(expected, "", pattern, text -> text);
  }

  /**
   * A text that matches as a whole and stands for a value.
   *
   * @param pattern in the syntax that RE2 and JSON Schema share
   */
  public static <T> Scalar<T> parsed(String expected, T standIn, String pattern, Parser<T> parser) {
    Predicate<String> matches = Pattern.compile(pattern)::matches;
    ObjectNode schema = words();
    schema.put("pattern", "^(" + pattern + ")$");
    return new Scalar<>(
        expected,
        standIn,
        true,
        text -> matches.test(text) ? parser.parse(text) : null,
        _ -> true,
        schema);
  }

  /** The same, with a further condition that a pattern cannot say. */
  public Scalar<T> where(Predicate<T> condition) {
    return new Scalar<>(expected, standIn, quotable, parser, allowed.and(condition), schema);
  }

  /** The same, where a message is to name something else that may be there, too. */
  public Scalar<T> or(String alternative) {
    return new Scalar<>(
        expected + ", or " + alternative, standIn, quotable, parser, allowed, schema);
  }

  /** The same, where what is no such value can be told from all that are. */
  public Scalar<Optional<T>> orNothing() {
    return new Scalar<>(
        expected,
        Optional.empty(),
        quotable,
        text -> {
          T value = parser.parse(text);
          return value == null ? null : Optional.of(value);
        },
        value -> value.filter(allowed).isPresent(),
        schema);
  }

  public static Scalar<Integer> integer(int least, int most) {
    String expected =
        most == Integer.MAX_VALUE
            ? "a whole number of at least " + least
            : "a whole number from " + least + " to " + most;
    ObjectNode schema = type("integer");
    schema.put("minimum", least);
    if (most < Integer.MAX_VALUE) {
      schema.put("maximum", most);
    }
    return new Scalar<>(
        expected, least, false, Scalar::parseInteger, n -> least <= n && n <= most, schema);
  }

  public static Scalar<Double> number(double least, double most) {
    String expected = "a number from %s to %s".formatted(least, most).replace(".0", "");
    ObjectNode schema = type("number");
    schema.put("minimum", least);
    schema.put("maximum", most);
    return new Scalar<>(
        expected, least, false, Scalar::parseNumber, n -> least <= n && n <= most, schema);
  }

  /** One of the constants, written in lower case. */
  public static <E extends Enum<E>> Scalar<E> oneOf(Class<E> type, E standIn) {
    return oneOf(List.of(type.getEnumConstants()), standIn, Scalar::lowerCase);
  }

  /** One of the constants, written as they are named. */
  public static <E extends Enum<E>> Scalar<E> oneOfUpperCase(Class<E> type, E standIn) {
    return oneOf(List.of(type.getEnumConstants()), standIn, Enum::name);
  }

  private static <E extends Enum<E>> Scalar<E> oneOf(
      List<E> constants, E standIn, Function<E, String> naming) {
    String names = constants.stream().map(naming).collect(Collectors.joining(", "));
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    constants.forEach(constant -> schema.withArray("enum").add(naming.apply(constant)));
    return new Scalar<>(
        constants.size() == 1 ? names : "one of " + names,
        standIn,
        true,
        text ->
            constants.stream().filter(c -> naming.apply(c).equals(text)).findFirst().orElse(null),
        _ -> true,
        schema);
  }

  @Override
  public T standIn(Place at) {
    return standIn;
  }

  @Override
  public T read(YamlValue value) {
    if (!(value.node() instanceof ScalarNode scalar) || value.isNull()) {
      value.wrongType(expected);
      return standIn;
    }
    boolean mayBe = quotable || scalar.getScalarStyle() == ScalarStyle.PLAIN;
    T parsed = mayBe ? parser.parse(scalar.getValue()) : null;
    if (parsed == null && !quotable) {
      boolean quotesAreAll = !mayBe && parser.parse(scalar.getValue()) != null;
      value.wrongType(quotesAreAll ? expected + ", without quotes" : expected);
      return standIn;
    }
    if (parsed == null || !allowed.test(parsed)) {
      value.invalid(expected);
      return standIn;
    }
    return parsed;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode type(String name) {
    return JsonNodeFactory.instance.objectNode().put("type", name);
  }

  /** Whatever YAML takes a word for, it is a text here. */
  private static ObjectNode words() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("type").add("string").add("number").add("boolean");
    return schema;
  }

  private static @Nullable Boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static @Nullable Integer parseInteger(String text) {
    return INTEGER.matches(text) ? Integer.valueOf(text) : null;
  }

  private static @Nullable Double parseNumber(String text) {
    return NUMBER.matches(text) ? Double.valueOf(text) : null;
  }
}
