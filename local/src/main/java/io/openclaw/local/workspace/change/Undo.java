package io.openclaw.local.workspace.change;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How to take back what was done, the last step first. */
final class Undo {
  private final Deque<Step> steps = new ArrayDeque<>();

  /** Takes one step back. */
  interface Step {
    void run() throws IOException;
  }

  void add(Step step) {
    steps.push(step);
  }

  void forget() {
    steps.clear();
  }

  /** All of it, however many of the steps fail; throws what failed first. */
  void run() throws IOException {
    IOException failed = null;
    while (!steps.isEmpty()) {
      failed = first(failed, failureOf(steps.pop()));
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static @Nullable IOException failureOf(Step step) {
    try {
      step.run();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static @Nullable IOException first(@Nullable IOException one, @Nullable IOException two) {
    if (one != null && two != null) {
      one.addSuppressed(two);
    }
    return one == null ? two : one;
  }
}
