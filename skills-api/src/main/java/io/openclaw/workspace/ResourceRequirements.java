package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a skill takes at the most.
 *
 * @param cpu null where nothing is said
 * @param memory null where nothing is said
 * @param timeout of one call, where nothing narrower is said
 */
public record ResourceRequirements(
    @Nullable CpuQuantity cpu,
    @Nullable MemoryQuantity memory,
    GpuRequirement gpu,
    Duration timeout) {
  public ResourceRequirements {
    requireNonNull(gpu, "gpu is null");
    requireNonNull(timeout, "timeout is null");
  }

  /** Only a time limit. */
  public static ResourceRequirements within(Duration timeout) {
    return new ResourceRequirements(null, null, GpuRequirement.NONE, timeout);
  }
}
