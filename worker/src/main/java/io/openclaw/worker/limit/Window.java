package io.openclaw.worker.limit;

import io.openclaw.workspace.Rate;

/**
 * A rate as it is counted: one entry is kept for each turn of the period, so a large rate is cut
 * into shorter periods, which together let no more through than the whole.
 */
record Window(int count, long periodMicros) {
  private static final int MOST_ENTRIES = 1_000;

  static Window of(Rate rate) {
    int parts = Math.ceilDiv(rate.count(), MOST_ENTRIES);
    return new Window(rate.count() / parts, Math.ceilDiv(rate.period().toNanos(), 1_000L * parts));
  }
}
