package io.openclaw.workspace;

/**
 * A share of a whole.
 *
 * @param percent from 0 to 100
 */
public record Percentage(double percent) {
  public Percentage {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("percent is not between 0 and 100: " + percent);
    }
  }

  /** From 0 to 1. */
  public double ratio() {
    return percent / 100;
  }
}
