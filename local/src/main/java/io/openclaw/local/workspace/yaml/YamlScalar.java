package io.openclaw.local.workspace.yaml;

import java.util.Map;
import org.yaml.snakeyaml.error.YAMLException;

/** A text as a value of a block map or list: plain where YAML reads it back, else in quotes. */
public final class YamlScalar {
  private YamlScalar() {}

  public static String of(String value) {
    return readsBack(value) ? value : quoted(value);
  }

  /**
   * {@code yes}, {@code 1.0}, {@code a: b} and many more mean something else when they are plain.
   */
  private static boolean readsBack(String value) {
    try {
      return value.codePoints().allMatch(YamlScalar::isPrintable)
          && Meaning.of("key: " + value + " # comment\n").equals(Map.of("key", value));
    } catch (YAMLException e) {
      return false;
    }
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value.codePoints().forEach(c -> append(c, quoted));
    return quoted.append('"').toString();
  }

  private static void append(int c, StringBuilder to) {
    switch (c) {
      case '"', '\\' -> to.append('\\').appendCodePoint(c);
      case '\n' -> to.append("\\n");
      case '\t' -> to.append("\\t");
      default -> {
        if (isPrintable(c)) {
          to.appendCodePoint(c);
        } else {
          to.append("\\U%08x".formatted(c));
        }
      }
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
