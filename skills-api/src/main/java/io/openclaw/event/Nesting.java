package io.openclaw.event;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How deep a value may nest that somebody gives: a request's input, a skill's output. What is made
 * of them nests deeper than they do, and where readers and writers of JSON stop, at 1,000 levels,
 * nobody would be there any more who could be told.
 */
public final class Nesting {
  /** Levels of arrays and objects in one value. */
  public static final int MOST_LEVELS = 100;

  private Nesting() {}

  /** Whether a value has more than {@link #MOST_LEVELS}; of any size, in a bounded stack. */
  public static boolean isTooDeep(JsonNode value) {
    return isDeeperThan(MOST_LEVELS, value);
  }

  private static boolean isDeeperThan(int levels, JsonNode node) {
    if (!node.isContainerNode()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : node) {
      if (isDeeperThan(levels - 1, child)) {
        return true;
      }
    }
    return false;
  }
}
