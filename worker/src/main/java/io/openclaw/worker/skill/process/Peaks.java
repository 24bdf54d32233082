package io.openclaw.worker.skill.process;

import java.util.Arrays;

/** The highest number in this period and in some before it. Not thread-safe. */
final class Peaks {
  private final int[] highest;
  private int now;

  /**
   * Knows of none.
   *
   * @param before periods that are remembered beside this one
   */
  Peaks(int before) {
    this.highest = new int[before + 1];
  }

  void note(int number) {
    highest[now] = Math.max(highest[now], number);
  }

  void nextPeriod() {
    now = (now + 1) % highest.length;
    highest[now] = 0;
  }

  int highest() {
    return Arrays.stream(highest).max().orElse(0);
  }
}
