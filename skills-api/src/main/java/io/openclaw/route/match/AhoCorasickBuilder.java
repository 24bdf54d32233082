package io.openclaw.route.match;

import static io.openclaw.route.match.AhoCorasick.BASE;
import static io.openclaw.route.match.AhoCorasick.CELL;
import static io.openclaw.route.match.AhoCorasick.FAILURE;
import static io.openclaw.route.match.AhoCorasick.FOUND;
import static io.openclaw.route.match.AhoCorasick.FROM;
import static io.openclaw.route.match.AhoCorasick.START;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * Builds an automaton level by level, so that what a state falls back to, which is nearer to the
 * start, is always built before it.
 */
final class AhoCorasickBuilder {
  private static final int NOBODY = -1;

  private final List<String> words;

  /** Indices of the words in an order that keeps those with the same beginning together. */
  private final List<Integer> sorted;

  private final char[] columns = new char[Character.MAX_VALUE + 1];
  private final int width;
  private int[] cells = new int[0];
  private int[] ends = new int[0];
  private int firstFree = CELL;

  /** The words, by their places in the order, that begin with what leads to a state. */
  private record Node(int state, int from, int to, int depth) {}

  AhoCorasickBuilder(List<String> words) {
    this.words = words;
    this.sorted =
        IntStream.range(0, words.size()).boxed().sorted(Comparator.comparing(words::get)).toList();
    this.width = numberColumns() * CELL;
  }

  AhoCorasick build() {
    makeRoom(width);
    Queue<Node> nodes = new ArrayDeque<>();
    nodes.add(new Node(START, 0, sorted.size(), 0));
    while (!nodes.isEmpty()) {
      Node node = nodes.remove();
      List<Node> followers = followers(node);
      if (!followers.isEmpty()) {
        nodes.addAll(place(node.state(), followers));
      }
    }
    return new AhoCorasick(columns, cells, ends);
  }

  private int numberColumns() {
    int next = 1;
    for (String word : words) {
      for (int i = 0; i < word.length(); i++) {
        if (columns[word.charAt(i)] == 0) {
          columns[word.charAt(i)] = (char) next++;
        }
      }
    }
    for (int c = 0; c < columns.length; c++) {
      columns[c] = columns[Folding.fold((char) c)];
    }
    return next;
  }

  /** Each with its column in place of the state that it will get. */
  private List<Node> followers(Node node) {
    int depth = node.depth();
    int from = isEnd(node) ? node.from() + 1 : node.from();
    List<Node> followers = new ArrayList<>();
    while (from < node.to()) {
      char c = word(from).charAt(depth);
      int to = from + 1;
      while (to < node.to() && word(to).charAt(depth) == c) {
        to++;
      }
      followers.add(new Node(columns[c] * CELL, from, to, depth + 1));
      from = to;
    }
    return followers;
  }

  private List<Node> place(int state, List<Node> followers) {
    int base = freeBase(followers);
    makeRoom(base + width);
    cells[state + BASE] = base;
    List<Node> placed = new ArrayList<>();
    for (Node follower : followers) {
      int column = follower.state();
      int cell = base + column;
      int failure = failure(state, column);
      boolean isEnd = isEnd(follower);
      cells[cell + FROM] = state;
      cells[cell + FAILURE] = failure;
      cells[cell + FOUND] = isEnd ? cell : cells[failure + FOUND];
      ends[cell / CELL] = isEnd ? sorted.get(follower.from()) : NOBODY;
      placed.add(new Node(cell, follower.from(), follower.to(), follower.depth()));
    }
    return placed;
  }

  /** Where a state falls back to that follows another by a column. */
  private int failure(int parent, int column) {
    int at = parent;
    while (at != START) {
      at = cells[at + FAILURE];
      int follower = cells[at + BASE] + column;
      if (cells[follower + FROM] == at) {
        return follower;
      }
    }
    return START;
  }

  private int freeBase(List<Node> followers) {
    while (!isFree(firstFree)) {
      firstFree += CELL;
    }
    int column = followers.getFirst().state();
    int base = Math.max(0, firstFree - column);
    while (!isFree(base, followers)) {
      base += CELL;
    }
    return base;
  }

  private boolean isFree(int base, List<Node> followers) {
    for (Node follower : followers) {
      if (!isFree(base + follower.state())) {
        return false;
      }
    }
    return true;
  }

  private boolean isFree(int cell) {
    return cell >= cells.length || cells[cell + FROM] == NOBODY;
  }

  /** For cells up to this one, and it. */
  private void makeRoom(int cell) {
    int old = cells.length;
    if (cell >= old) {
      cells = Arrays.copyOf(cells, Math.max(cell + CELL, old * 2));
      ends = Arrays.copyOf(ends, cells.length / CELL);
      for (int i = old; i < cells.length; i += CELL) {
        cells[i + FROM] = NOBODY;
      }
    }
  }

  private boolean isEnd(Node node) {
    return node.from() < node.to() && word(node.from()).length() == node.depth();
  }

  private String word(int place) {
    return words.get(sorted.get(place));
  }
}
