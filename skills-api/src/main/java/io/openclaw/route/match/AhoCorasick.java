package io.openclaw.route.match;

import java.util.List;

/**
 * Finds many words in a text in one pass, by the automaton of A. V. Aho and M. J. Corasick
 * ("Efficient string matching: an aid to bibliographic search", Communications of the ACM 18 (6),
 * 1975). A state is the longest beginning of a word with which the text read so far ends. Takes a
 * number of steps that is linear in the text's length, whatever the words. Immutable.
 *
 * <p>The transitions lie in a double array (J. Aoe, 1989): a state's follower by a column is the
 * cell that is as far from the state's base as the column says, if that cell names the state as the
 * one it comes from.
 */
final class AhoCorasick {
  /** Also the follower of every state by a character that is in no word. */
  static final int START = 0;

  // A state is the index of its cell's first number.
  static final int BASE = 0;
  static final int FROM = 1;
  static final int FAILURE = 2;
  static final int FOUND = 3;
  static final int CELL = 4;

  private final char[] columns;
  private final int[] cells;
  private final int[] words;

  /**
   * @param columns by character, the same for both cases; 0: in no word
   * @param words by cell, the index of the word that ends there
   */
  AhoCorasick(char[] columns, int[] cells, int[] words) {
    this.columns = columns;
    this.cells = cells;
    this.words = words;
  }

  /**
   * @param words not empty, all different, and case-folded; the text's case does not count
   */
  static AhoCorasick of(List<String> words) {
    return new AhoCorasickBuilder(words).build();
  }

  /** The state after one more character. */
  int next(int state, char c) {
    int column = columns[c] * CELL;
    if (column == 0) {
      return START;
    }
    int at = state;
    while (true) {
      int follower = cells[at + BASE] + column;
      if (cells[follower + FROM] == at) {
        return follower;
      }
      if (at == START) {
        return START;
      }
      at = cells[at + FAILURE];
    }
  }

  /**
   * The state of the longest word with which the text read so far ends; {@link #START} for none.
   */
  int found(int state) {
    return cells[state + FOUND];
  }

  /** The next shorter word with which it ends, after one that was found. */
  int shorter(int found) {
    return cells[cells[found + FAILURE] + FOUND];
  }

  /** Index of a word that was found. */
  int word(int found) {
    return words[found / CELL];
  }
}
