package io.openclaw.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What must hold for the times of turns, however they came about. */
final class GrantedTurns {
  private GrantedTurns() {}

  /** Wherever a period begins, it has no more than so many. */
  static void assertWithin(int count, long periodMicros, List<Long> times, String hint) {
    List<Long> sorted = times.stream().sorted().toList();
    for (int i = 0; i + count < sorted.size(); i++) {
      assertThat(sorted.get(i + count) - sorted.get(i))
          .as("%s: %d turns from %d on", hint, count + 1, sorted.get(i))
          .isGreaterThanOrEqualTo(periodMicros);
    }
  }
}
