package io.openclaw.worker.limit;

import com.sun.management.OperatingSystemMXBean;
import io.openclaw.worker.WorkerConfig;
import java.lang.management.ManagementFactory;

/** What the machine, or the container that the worker runs in, has for calls. */
final class Machine {
  /** So that a worker on the smallest machine still does something. */
  private static final long LEAST_MEMORY = 256L << 20;

  private Machine() {}

  static Load roomForCalls(WorkerConfig.Limits limits) {
    long millis =
        Math.round(Runtime.getRuntime().availableProcessors() * 1_000 * limits.cpuFactor());
    long memory =
        limits.memory().map(size -> size.asLongValue()).orElseGet(Machine::memoryBesideTheHeap);
    return new Load(millis, memory);
  }

  /** Both numbers know of a container's limits. */
  private static long memoryBesideTheHeap() {
    long all =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : Runtime.getRuntime().maxMemory() * 4;
    return Math.max(LEAST_MEMORY, all - Runtime.getRuntime().maxMemory());
  }
}
