package io.openclaw.route.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What must occur in a text for a pattern to be worth a try, numbered in the order of the patterns.
 * A pattern that is always tried has one requirement that is met from the start; one that is never
 * tried, since words decide about it, has none.
 */
final class Requirements {
  private final int[] firsts;
  private final int[] patterns;
  private final BitSet met = new BitSet();

  Requirements(List<Shape> shapes) {
    firsts = new int[shapes.size() + 1];
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = shapes.get(i);
      boolean isAlways = shape.required().isEmpty() && !shape.matchesAll();
      met.set(firsts[i], isAlways);
      int count = shape instanceof Shape.Exact ? 0 : shape.required().size();
      firsts[i + 1] = firsts[i] + (isAlways ? 1 : count);
    }
    patterns = new int[firsts[shapes.size()]];
    for (int i = 0; i < shapes.size(); i++) {
      Arrays.fill(patterns, firsts[i], firsts[i + 1], i);
    }
  }

  /** Of a pattern's requirement by its place in the shape. */
  int number(int pattern, int place) {
    return firsts[pattern] + place;
  }

  /** Those that are met by every text. */
  BitSet met() {
    return (BitSet) met.clone();
  }

  /**
   * The next pattern, from one on, all of whose requirements are met; negative where there is none.
   */
  int nextWorthTrying(BitSet met, int from) {
    int requirement = met.nextSetBit(firsts[from]);
    while (requirement >= 0) {
      int pattern = patterns[requirement];
      int end = firsts[pattern + 1];
      if (met.nextClearBit(firsts[pattern]) >= end) {
        return pattern;
      }
      requirement = met.nextSetBit(end);
    }
    return -1;
  }
}
