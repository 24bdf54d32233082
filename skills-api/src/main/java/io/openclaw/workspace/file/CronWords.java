package io.openclaw.workspace.file;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.openclaw.workspace.yaml.Spelling;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of a cron expression: names of months in its fourth field, of days in its fifth. */
final class CronWords {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
  private static final int MONTH = 3;

  private CronWords() {}

  /** What is wrong with the first word that is none, and how to mend it; null: nothing. */
  static @Nullable String mistake(String expression) {
    String[] fields = expression.strip().split("\\s+", -1);
    for (int i = MONTH; i < fields.length && i <= MONTH + 1; i++) {
      List<String> names = i == MONTH ? MONTHS : DAYS;
      Matcher words = WORD.matcher(fields[i]);
      while (words.find()) {
        String word = words.group();
        if (!names.contains(word.toUpperCase(Locale.ROOT))) {
          return "\"%s\" is no %s%s"
              .formatted(
                  word,
                  i == MONTH ? "month" : "day of the week",
                  Spelling.hint(word.toUpperCase(Locale.ROOT), names));
        }
      }
    }
    return null;
  }
}
