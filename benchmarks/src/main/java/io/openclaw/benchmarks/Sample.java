package io.openclaw.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Measurements of one thing, in milliseconds; prints the median and the percentiles. */
public final class Sample {
  private final String name;
  private double[] values = new double[0];

  public Sample(String name) {
    this.name = name;
  }

  public void add(double millis) {
    values = Arrays.copyOf(values, values.length + 1);
    values[values.length - 1] = millis;
    Arrays.sort(values);
  }

  /** The smallest value that at least this share of the values does not exceed (nearest rank). */
  double percentile(double share) {
    if (values.length == 0) {
      throw new IllegalStateException("nothing was measured: " + name);
    }
    int rank = (int) Math.ceil(share * values.length);
    return values[Math.max(0, rank - 1)];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-52s n=%-4d p50 %9.2f ms   p90 %9.2f ms   p99 %9.2f ms   max %9.2f ms",
        name,
        values.length,
        percentile(0.5),
        percentile(0.9),
        percentile(0.99),
        percentile(1));
  }
}
