package io.openclaw.worker.gpu;

import io.openclaw.worker.WorkerConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;

/**
 * How long a lease lasts. Its last third is for ending a call that has lost it, and a renewal has
 * to be answered within a third: what takes as long leaves processes on GPUs that others have.
 */
final class LeaseTime {
  private static final String LEASE = "openclaw.worker.limits.gpu-lease";

  private LeaseTime() {}

  /** As it is set; the worker does not start where it is too short for the other times. */
  static Duration of(WorkerConfig.Worker worker) {
    Duration lease = worker.limits().gpuLease();
    check("openclaw.worker.kill-grace", worker.killGrace(), lease);
    check("openclaw.worker.limits.patience", worker.limits().patience(), lease);
    return lease;
  }

  static void check(String setting, Duration value, Duration lease) {
    if (value.multipliedBy(3).compareTo(lease) >= 0) {
      throw new ConfigurationException(
          "The worker does not start: %s is %s; it has to be less than a third of %s, which is %s"
              .formatted(setting, value, LEASE, lease));
    }
  }
}
