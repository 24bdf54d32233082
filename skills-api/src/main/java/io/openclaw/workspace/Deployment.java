package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How an agent is run, by its entry in the agent registry.
 *
 * @param version of the agent; null where the registry says none
 * @param replicas workers wanted for it
 * @param requests what each worker is sure to get
 * @param limits what each worker gets at the most
 */
public record Deployment(
    @Nullable String version,
    int replicas,
    ServiceLevel serviceLevel,
    Resources requests,
    Resources limits,
    Autoscaling autoscaling) {
  public Deployment {
    requireNonNull(serviceLevel, "serviceLevel is null");
    requireNonNull(requests, "requests is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(autoscaling, "autoscaling is null");
  }

  /** As many workers as that, and nothing else said. */
  public static Deployment of(int replicas) {
    return new Deployment(
        null,
        replicas,
        ServiceLevel.UNSAID,
        Resources.UNSAID,
        Resources.UNSAID,
        Autoscaling.fixed(replicas));
  }
}
