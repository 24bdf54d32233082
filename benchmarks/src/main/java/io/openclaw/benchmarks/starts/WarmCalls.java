package io.openclaw.benchmarks.starts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/** What the worker's metrics tell of processes that wait for calls. */
final class WarmCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MeterRegistry meters;
  private double warmBefore;
  private double coldBefore;

  WarmCalls(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Gives up where so many never wait: before there was any demand, or for want of memory. */
  void await(int calls) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int waiting = waiting();
    long since = System.nanoTime();
    while (waiting < calls && System.nanoTime() - end < 0) {
      Thread.sleep(1);
      int now = waiting();
      if (now != waiting) {
        waiting = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > Duration.ofSeconds(1).toNanos()) {
        return;
      }
    }
  }

  /** How many of the calls since the last remark were served so. */
  String remark() {
    double warm = count("warm") - warmBefore;
    double cold = count("cold") - coldBefore;
    warmBefore += warm;
    coldBefore += cold;
    return String.format(Locale.ROOT, "   %.0f%% warm", 100 * warm / (warm + cold));
  }

  private int waiting() {
    return (int) meters.get("openclaw.skill.warm.processes").gauge().value();
  }

  private double count(String start) {
    Counter counter = meters.find("openclaw.skill.starts").tag("start", start).counter();
    return counter == null ? 0 : counter.count();
  }
}
