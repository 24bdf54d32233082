package io.openclaw.workspace;

/**
 * An amount of processor time, as Kubernetes counts it.
 *
 * @param millis thousandths of a processor, at least 1
 */
public record CpuQuantity(int millis) implements Comparable<CpuQuantity> {
  public CpuQuantity {
    if (millis < 1) {
      throw new IllegalArgumentException("millis is below 1: " + millis);
    }
  }

  @Override
  public int compareTo(CpuQuantity other) {
    return Integer.compare(millis, other.millis);
  }

  /** In the notation of Kubernetes: {@code 2} or {@code 500m}. */
  @Override
  public String toString() {
    return millis % 1000 == 0 ? String.valueOf(millis / 1000) : millis + "m";
  }
}
