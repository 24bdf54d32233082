package io.openclaw.workspace;

import org.jspecify.annotations.Nullable;

/**
 * What a worker of an agent gets of its machine.
 *
 * @param cpu null where nothing is said
 * @param memory null where nothing is said
 */
public record Resources(@Nullable CpuQuantity cpu, @Nullable MemoryQuantity memory, int gpus) {
  public static final Resources UNSAID = new Resources(null, null, 0);
}
