package io.openclaw.worker.step;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.agent.Outcome;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts and measures steps, by the names that the operations handbook knows. */
final class StepMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;

  StepMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void ended(RunStep step, @Nullable Outcome outcome, Duration took) {
    String agent = step.step().agentId();
    registry.counter("agent.requests", "agent_id", agent, "status", status(outcome)).increment();
    Timer.builder("agent.request.latency")
        .description("Time that agents take for a step")
        .tag("agent_id", agent)
        .tag("skill_id", skill(step))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
  }

  /**
   * Shows an agent's steps as they are now.
   *
   * @param running those under way
   * @param waiting those that were read from Kafka and are not under way; the others wait there
   */
  void show(String agentId, Supplier<Number> running, Supplier<Number> waiting) {
    Gauge.builder("openclaw.worker.steps.running", running)
        .description("Steps of an agent that are under way on this worker")
        .tag("agent_id", agentId)
        .register(registry);
    Gauge.builder("openclaw.worker.steps.waiting", waiting)
        .description("Steps of an agent that this worker has read and not yet begun")
        .tag("agent_id", agentId)
        .register(registry);
  }

  private static String status(@Nullable Outcome outcome) {
    return switch (outcome) {
      case null -> "abandoned";
      case Outcome.Completed _ -> "completed";
      case Outcome.Failed _ -> "failed";
    };
  }

  /** The skill that is called, or the first of those that the step may use. */
  private static String skill(RunStep step) {
    String handler = step.handler();
    if (handler != null) {
      return handler.substring(0, Math.max(0, handler.lastIndexOf(':')));
    }
    return step.skills().isEmpty() ? "any" : step.skills().getFirst();
  }
}
