package io.openclaw.workspace.yaml;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a misspelt word was meant to be. */
public final class Spelling {
  /** Longer words are no slips of the pen, and too long to compare. */
  private static final int MAX_LENGTH = 100;

  private static final int MAX_SHOWN = 12;

  private Spelling() {}

  /**
   * {@code ; did you mean "x"?}; where no candidate is near, all of them, if they are few enough to
   * read.
   */
  public static String hint(String word, Collection<String> candidates) {
    String nearest = nearest(word, candidates);
    if (nearest != null) {
      return "; did you mean \"" + nearest + "\"?";
    }
    List<String> known = candidates.stream().filter(candidate -> !candidate.isBlank()).toList();
    return known.isEmpty() || known.size() > MAX_SHOWN
        ? ""
        : "; known: " + String.join(", ", known);
  }

  /**
   * Whether one word may be a slip of the pen for the other.
   *
   * @param most how many letters may be wrong
   */
  public static boolean isNear(String word, String other, int most) {
    return Math.abs(word.length() - other.length()) <= most
        && word.length() <= MAX_LENGTH
        && distance(word, other) <= most;
  }

  private static @Nullable String nearest(String word, Collection<String> candidates) {
    if (word.length() > MAX_LENGTH) {
      return null;
    }
    String nearest = null;
    int least = Math.min(3, word.length() / 3 + 1) + 1;
    for (String candidate : candidates) {
      // The difference in length is a lower bound of the distance, and free.
      if (Math.abs(candidate.length() - word.length()) < least) {
        int distance = distance(word, candidate);
        if (distance < least) {
          least = distance;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
