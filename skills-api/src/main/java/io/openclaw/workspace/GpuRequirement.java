package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

/**
 * What a skill wants of GPUs.
 *
 * @param count how many it takes where it gets any; 0 for none
 */
public record GpuRequirement(Need need, int count) {
  public static final GpuRequirement NONE = new GpuRequirement(Need.NONE, 0);

  /** How much it depends on them. */
  public enum Need {
    NONE,
    /** Takes one where there is one, and does without it otherwise. */
    OPTIONAL,
    /** Waits for them. */
    REQUIRED
  }

  public GpuRequirement {
    requireNonNull(need, "need is null");
    if (count < 0 || (count == 0) != (need == Need.NONE)) {
      throw new IllegalArgumentException(need + " GPUs, and " + count + " of them");
    }
  }
}
