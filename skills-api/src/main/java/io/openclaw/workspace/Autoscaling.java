package io.openclaw.workspace;

import org.jspecify.annotations.Nullable;

/**
 * How the number of an agent's workers follows its load.
 *
 * @param minReplicas 0 lets all of them stop while there is nothing to do
 * @param targetCpu use of the processors above which there are to be more; null where nothing is
 *     said
 * @param targetMemory the same of memory
 */
public record Autoscaling(
    boolean enabled,
    int minReplicas,
    int maxReplicas,
    @Nullable Percentage targetCpu,
    @Nullable Percentage targetMemory) {
  public Autoscaling {
    if (minReplicas < 0 || maxReplicas < Math.max(1, minReplicas)) {
      throw new IllegalArgumentException(
          "no range of replicas: " + minReplicas + " to " + maxReplicas);
    }
  }

  /** Always as many. */
  public static Autoscaling fixed(int replicas) {
    return new Autoscaling(false, replicas, Math.max(1, replicas), null, null);
  }
}
