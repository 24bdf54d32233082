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
  /** Marks before the label, the label, marks and colon, the value, marks behind it. */
  private static final Pattern LINE =
      Pattern.compile("(\\s*-?[\\s*_`]*)([^:]*?)([*_`\\s]*:[*_`\\s]*)(.*?)([*_`\\s]*)");

  private final String text;

  public IdentityText(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** Null where there is none. */
  public @Nullable String value(String label) {
    String value = null;
    for (String line : text.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (isOf(label, matcher)) {
        value = matcher.group(4);
      }
    }
    return value;
  }

  /** Puts a value in the place of each one that the label has. */
  IdentityText with(String label, String value) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher matcher = LINE.matcher(lines[i]);
      if (isOf(label, matcher)) {
        lines[i] =
            matcher.group(1) + matcher.group(2) + matcher.group(3) + value + matcher.group(5);
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

  private static boolean isOf(String label, Matcher matcher) {
    return matcher.matches()
        && !matcher.group(4).isEmpty()
        && matcher.group(2).replaceAll("[*_`]", "").strip().toLowerCase(Locale.ROOT).equals(label);
  }
}
