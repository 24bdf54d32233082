package io.openclaw.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** When tasks have ended; thread-safe. */
final class Ends {
  private final List<Long> moments = new ArrayList<>();

  synchronized void now() {
    moments.add(System.nanoTime());
  }

  synchronized int count() {
    return moments.size();
  }

  /** The longest time in which no task ended, from the first end to the last. */
  synchronized Duration longestWait() {
    long longest = 0;
    for (int i = 1; i < moments.size(); i++) {
      longest = Math.max(longest, moments.get(i) - moments.get(i - 1));
    }
    return Duration.ofNanos(longest);
  }

  /** Is true as soon as so many more have ended than at this moment. */
  synchronized Wait more(int number) {
    return new Wait(moments.size() + number);
  }

  private synchronized long moment(int number) {
    return moments.get(number - 1);
  }

  /** A condition, to be waited for. */
  final class Wait implements Callable<Boolean> {
    private final int number;

    private Wait(int number) {
      this.number = number;
    }

    @Override
    public Boolean call() {
      return count() >= number;
    }

    /** When it became true, by {@link System#nanoTime}. */
    long at() {
      return moment(number);
    }
  }
}
