package io.openclaw.workspace.yaml;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.openclaw.workspace.ProblemCode;

/**
 * A regular expression of RE2, which takes time linear in the length of the text it is tried on.
 */
public record Regex() implements Type<Pattern> {
  public static final Regex RE2 = new Regex();

  private static final int MAX_LENGTH = 4_000;

  /** RE2/J calls itself for each level of nesting. */
  private static final int MAX_GROUPS = 200;

  private static final double MAX_SIZE = 1_000_000;

  /** The higher number of a counted repetition. */
  private static final Pattern COUNT = Pattern.compile("\\{(?:[0-9]+,)?([0-9]{1,4}),?\\}");

  /** What other kinds of regular expressions have. */
  private static final Pattern FOREIGN = Pattern.compile("\\(\\?<?[=!]|\\\\[1-9]");

  private static final Pattern NOTHING = Pattern.compile("");

  @Override
  public Pattern read(YamlValue value) {
    String pattern = Scalar.TEXT.read(value);
    if (EndlessFolding.hangs(pattern)) {
      value.problem(
          ProblemCode.INVALID_PATTERN,
          value.label()
              + " ignores case, which cannot be done for a range across U+1C80 to U+1C88; write"
              + " ranges that end before or begin after it, such as [a-z一-龥]");
      return NOTHING;
    }
    try {
      if (size(pattern) <= MAX_SIZE) {
        return Pattern.compile(pattern);
      }
      value.problem(
          ProblemCode.INVALID_PATTERN,
          value.label()
              + " is too large a pattern; shorten it: repetitions such as {1000} multiply");
    } catch (PatternSyntaxException e) {
      value.problem(
          ProblemCode.INVALID_PATTERN,
          "%s is no RE2 pattern: %s: %s%s"
              .formatted(value.label(), e.getDescription(), e.getPattern(), advice(e)));
    }
    return NOTHING;
  }

  @Override
  public Pattern standIn(Place at) {
    return NOTHING;
  }

  private static String advice(PatternSyntaxException e) {
    return FOREIGN.matcher(e.getPattern()).lookingAt()
        ? "; RE2 has neither lookaround nor backreferences"
        : "";
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
