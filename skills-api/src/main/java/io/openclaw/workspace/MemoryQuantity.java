package io.openclaw.workspace;

/**
 * An amount of memory, as Kubernetes counts it.
 *
 * @param bytes at least 1
 */
public record MemoryQuantity(long bytes) implements Comparable<MemoryQuantity> {
  private static final String BINARY_PREFIXES = "KMGT";

  public MemoryQuantity {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes is below 1: " + bytes);
    }
  }

  @Override
  public int compareTo(MemoryQuantity other) {
    return Long.compare(bytes, other.bytes);
  }

  /**
   * In the notation of Kubernetes: {@code 4Gi}, {@code 1500Mi}, or the bytes where none is exact.
   */
  @Override
  public String toString() {
    int prefix = Math.min(Long.numberOfTrailingZeros(bytes) / 10, BINARY_PREFIXES.length());
    return prefix == 0
        ? String.valueOf(bytes)
        : (bytes >> (10 * prefix)) + BINARY_PREFIXES.substring(prefix - 1, prefix) + "i";
  }
}
