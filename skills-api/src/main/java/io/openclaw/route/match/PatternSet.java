package io.openclaw.route.match;

import com.google.re2j.Pattern;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which of many patterns are found in a text, exactly as each pattern's own {@code find} does,
 * without asking each of them. As RE2's {@code FilteredRE2} it takes from every pattern the texts
 * of which each match must contain one, and looks for all of them in one pass ({@link
 * AhoCorasick}). A pattern that is but a choice of texts is decided by that; of the others, those
 * whose texts occur are tried with RE2/J. A pattern that is not understood is always tried.
 *
 * <p>Takes time linear in the text's length, whatever the patterns. Immutable and safe to share.
 * Fails for no pattern and no text.
 */
public final class PatternSet {
  /** What is found first where nothing is. */
  public static final int NONE = -1;

  private final List<Pattern> patterns;
  private final AhoCorasick words;
  private final Clue[][] cluesByWord;

  private final Requirements requirements;

  /** Those that match every text. */
  private final BitSet certain = new BitSet();

  /** Those of which each match has at least one character. */
  private final BitSet substantial = new BitSet();

  private PatternSet(List<Pattern> patterns) {
    this.patterns = List.copyOf(patterns);
    List<Shape> shapes = patterns.stream().map(PatternReader::read).toList();
    for (int i = 0; i < shapes.size(); i++) {
      certain.set(i, shapes.get(i).matchesAll());
      substantial.set(i, !shapes.get(i).required().isEmpty());
    }
    this.requirements = new Requirements(shapes);
    Map<String, List<Clue>> clues = Clue.byWord(shapes, requirements);
    this.words = AhoCorasick.of(List.copyOf(clues.keySet()));
    this.cluesByWord =
        clues.values().stream().map(list -> list.toArray(Clue[]::new)).toArray(Clue[][]::new);
  }

  public static PatternSet of(List<Pattern> patterns) {
    return new PatternSet(patterns);
  }

  /** Index of the first pattern, in the order given, that is found; {@link #NONE} where none is. */
  public int first(CharSequence text) {
    BitSet met = requirements.met();
    int limit = scan(text, null, met);
    for (int i = nextToTry(met, 0); i >= 0 && i < limit; i = nextToTry(met, i + 1)) {
      if (isFound(i, text)) {
        return i;
      }
    }
    return limit == patterns.size() ? NONE : limit;
  }

  /** The indices of all that are found. */
  public BitSet all(CharSequence text) {
    BitSet found = (BitSet) certain.clone();
    BitSet met = requirements.met();
    scan(text, found, met);
    for (int i = nextToTry(met, 0); i >= 0; i = nextToTry(met, i + 1)) {
      found.set(i, isFound(i, text));
    }
    return found;
  }

  /** Whether it is known that where a pattern is found, it is not the empty text that is found. */
  public boolean isSubstantial(int index) {
    return substantial.get(index);
  }

  /**
   * Marks what the words in a text say.
   *
   * @param found null: only the first counts, and none behind it needs to be known
   * @param met gets the requirements that they meet
   * @return index of the first pattern that is certainly found; their number where none is
   */
  private int scan(CharSequence text, @Nullable BitSet found, BitSet met) {
    int first = certain.isEmpty() ? patterns.size() : certain.nextSetBit(0);
    int state = AhoCorasick.START;
    for (int i = 0; i < text.length(); i++) {
      state = words.next(state, text.charAt(i));
      for (int word = words.found(state); word != AhoCorasick.START; word = words.shorter(word)) {
        for (Clue clue : cluesByWord[words.word(word)]) {
          int pattern = clue.pattern();
          if (found == null && pattern >= first) {
            break;
          }
          Literal literal = clue.literal();
          if (literal == null) {
            met.set(clue.requirement());
          } else if (literal.endsAt(text, i + 1)) {
            first = Math.min(first, pattern);
            if (found != null) {
              found.set(pattern);
            }
          }
        }
      }
    }
    return first;
  }

  private int nextToTry(BitSet met, int from) {
    return requirements.nextWorthTrying(met, from);
  }

  private boolean isFound(int index, CharSequence text) {
    return patterns.get(index).matcher(text).find();
  }
}
