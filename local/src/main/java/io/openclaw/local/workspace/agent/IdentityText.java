package io.openclaw.local.workspace.agent;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IDENTITY.md as a text: lines such as {@code - Name: Ada} or {@code - **Emoji:** 🚀} between any
 * others. The last value of a label wins.
 */
public final class IdentityText {
  private static final String MARKS = "*_` \t\r\f";

  private final String text;

  /**
   * A line that gives a label a value.
   *
   * @param before all up to the value
   * @param after the marks behind it
   */
  private record Line(String before, String value, String after) {
    /** Null where it is no such line. */
    static @Nullable Line of(String line) {
      int start = line.indexOf(':') + 1;
      if (start == 0) {
        return null;
      }
      while (start < line.length() && isMark(line.charAt(start))) {
        start++;
      }
      int end = line.length();
      while (end > start && isMark(line.charAt(end - 1))) {
        end--;
      }
      return start == end
          ? null
          : new Line(line.substring(0, start), line.substring(start, end), line.substring(end));
    }

    boolean isOf(String label) {
      String words = before.substring(0, before.indexOf(':')).strip();
      String bare = words.startsWith("-") ? words.substring(1) : words;
      return bare.replaceAll("[*_`]", "").strip().toLowerCase(Locale.ROOT).equals(label);
    }

    private static boolean isMark(char c) {
      return MARKS.indexOf(c) >= 0;
    }
  }

  public IdentityText(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** Null where there is none. */
  public @Nullable String value(String label) {
    String value = null;
    for (String each : text.split("\n", -1)) {
      Line line = Line.of(each);
      if (line != null && line.isOf(label)) {
        value = line.value();
      }
    }
    return value;
  }

  /** Puts a value in the place of each one that the label has. */
  IdentityText with(String label, String value) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Line line = Line.of(lines[i]);
      if (line != null && line.isOf(label)) {
        lines[i] = line.before() + value + line.after();
      }
    }
    return new IdentityText(String.join("\n", lines));
  }

  /** The same with another text in the headings that are one text alone. */
  IdentityText withHeading(String heading, String instead) {
    Pattern line = Pattern.compile("(?m)^(#+ +)" + Pattern.quote(heading) + "(\\s*)$");
    return new IdentityText(
        line.matcher(text)
            .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + instead + m.group(2))));
  }
}
