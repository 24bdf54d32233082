package io.openclaw.route.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it means for a pattern that a word occurs in a text.
 *
 * @param pattern index of the pattern
 * @param literal the word with all that must hold for the pattern to match; null: there is more to
 *     it, and the pattern must be tried
 */
record Clue(int pattern, @Nullable Literal literal) {

  /** By word, in the order of the patterns; patterns without required texts leave none. */
  static Map<String, List<Clue>> byWord(List<Shape> shapes) {
    Map<String, List<Clue>> clues = new LinkedHashMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = shapes.get(i);
      Set<String> required = shape.required();
      if (required == null) {
        continue;
      }
      if (shape instanceof Shape.Exact exact) {
        for (Literal literal : exact.literals()) {
          add(clues, literal.key(), new Clue(i, literal));
        }
      } else {
        for (String text : required) {
          add(clues, text, new Clue(i, null));
        }
      }
    }
    return clues;
  }

  private static void add(Map<String, List<Clue>> clues, String word, Clue clue) {
    clues.computeIfAbsent(word, none -> new ArrayList<>()).add(clue);
  }
}
