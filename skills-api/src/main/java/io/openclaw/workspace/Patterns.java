package io.openclaw.workspace;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Compiles the regular expressions of workspace files: RE2, linear in the text's length. */
final class Patterns {
  private static final int MAX_LENGTH = 4_000;

  /** RE2/J calls itself for each level of nesting. */
  private static final int MAX_GROUPS = 200;

  private static final double MAX_SIZE = 1_000_000;

  /** The higher number of a counted repetition. */
  private static final Pattern COUNT = Pattern.compile("\\{(?:[0-9]+,)?([0-9]{1,4}),?\\}");

  private Patterns() {}

  static Pattern get(YamlMap map, String key) {
    return compile(map, key, map.get(key, Scalar.TEXT));
  }

  static @Nullable Pattern find(YamlMap map, String key) {
    String pattern = map.find(key, Scalar.TEXT);
    return pattern == null ? null : compile(map, key, pattern);
  }

  private static Pattern compile(YamlMap map, String key, String pattern) {
    try {
      if (size(pattern) <= MAX_SIZE) {
        return Pattern.compile(pattern);
      }
      map.problem(key, ProblemCode.INVALID_PATTERN, '"' + key + "\" is too large a pattern");
    } catch (PatternSyntaxException e) {
      map.problem(
          key,
          ProblemCode.INVALID_PATTERN,
          "\"%s\" is no RE2 pattern: %s: %s".formatted(key, e.getDescription(), e.getPattern()));
    }
    return Pattern.compile("");
  }

  /**
   * An upper bound of the compiled size. RE2/J writes counted repetitions out, and nested ones
   * multiply: {@code ((a{1000}){1000}){1000}} would take all memory there is.
   */
  private static double size(String pattern) {
    if (pattern.length() > MAX_LENGTH
        || pattern.chars().filter(c -> c == '(').count() > MAX_GROUPS) {
      return Double.POSITIVE_INFINITY;
    }
    double size = pattern.length();
    Matcher counts = COUNT.matcher(pattern);
    while (counts.find()) {
      size *= Math.max(1, Integer.parseInt(counts.group(1)));
    }
    return size;
  }
}
