package io.openclaw.worker.step;

import io.openclaw.event.StepAttempt;
import io.openclaw.workspace.LoadBalancing;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many steps may be under way here at once: of one agent by the workspace in force, of all
 * together by this process's own setting. Thread-safe.
 */
final class StepLimits {
  static final String SETTING = "openclaw.worker.max-concurrent-steps";

  private final OptionalInt process;
  private final List<String> agents;
  private volatile @Nullable LoadBalancing balancing;

  /**
   * @param process of all agents together; may be without limit
   * @param agents ids of those that this worker serves, as it was told
   * @throws ConfigurationException where nothing could ever run
   */
  StepLimits(OptionalInt process, List<String> agents) {
    if (process.isPresent() && process.getAsInt() < 1) {
      throw new ConfigurationException(
          "%s is %d, and a worker runs one step at least. The worker does not start."
              .formatted(SETTING, process.getAsInt()));
    }
    this.process = process;
    this.agents = List.copyOf(agents);
  }

  /** Takes what the workspace says now; whether that is news. */
  boolean apply(LoadBalancing edited) {
    boolean news = !edited.equals(balancing);
    balancing = edited;
    return news;
  }

  /** Of one agent, or of the steps without one; none before the workspace was read. */
  int of(String agentId) {
    LoadBalancing now = balancing;
    if (now == null) {
      return 0;
    }
    boolean shared = agentId.equals(StepAttempt.SHARED);
    return (shared ? now.common() : now.of(agentId)).maxConcurrentSteps();
  }

  int process() {
    return process.orElse(Integer.MAX_VALUE);
  }

  /** What to tell the operator where the process's own limit is the lower one; else null. */
  @Nullable String shortfall() {
    int highest = highest();
    if (highest <= process()) {
      return null;
    }
    return ("orchestrator/load-balancer.yaml lets %d steps of one agent run at once on a worker"
            + " (max_concurrent_steps), and this worker runs %d at once at the most, of all agents"
            + " together: raise or unset %s.")
        .formatted(highest, process(), SETTING);
  }

  private int highest() {
    LoadBalancing now = balancing;
    IntStream own =
        now == null
            ? IntStream.empty()
            : now.byAgent().keySet().stream()
                .filter(id -> StepTopics.serves(agents, id))
                .mapToInt(this::of);
    return IntStream.concat(IntStream.of(of(StepAttempt.SHARED)), own).max().orElse(0);
  }
}
