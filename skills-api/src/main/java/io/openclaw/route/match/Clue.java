package io.openclaw.route.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it means for a pattern that a word occurs in a text.
 *
 * @param pattern index of the pattern
 * @param literal the word with all that must hold for the pattern to match; null: there is more to
 *     it, and the word but meets a requirement
 * @param requirement its number in {@link Requirements}
 */
record Clue(int pattern, @Nullable Literal literal, int requirement) {

  /** By word, in the order of the patterns. */
  static Map<String, List<Clue>> byWord(List<Shape> shapes, Requirements requirements) {
    Map<String, List<Clue>> clues = new LinkedHashMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      int pattern = i;
      if (shapes.get(i) instanceof Shape.Exact exact && !exact.required().isEmpty()) {
        exact.literals().forEach(each -> add(clues, each.key(), new Clue(pattern, each, -1)));
        continue;
      }
      for (int j = 0; j < shapes.get(i).required().size(); j++) {
        Clue clue = new Clue(pattern, null, requirements.number(i, j));
        shapes.get(i).required().get(j).forEach(word -> add(clues, word, clue));
      }
    }
    return clues;
  }

  private static void add(Map<String, List<Clue>> clues, String word, Clue clue) {
    clues.computeIfAbsent(word, none -> new ArrayList<>()).add(clue);
  }
}
