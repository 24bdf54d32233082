package io.openclaw.orchestrator.workspace;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.workspace.live.Reload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts edits of the workspace by what came of them ({@code workspace_reloads_total}), and what is
 * wrong with the folder as it is now ({@code workspace_problems}).
 */
@ApplicationScoped
class ReloadMeters {
  private final MeterRegistry registry;
  private final AtomicInteger problems;

  ReloadMeters(MeterRegistry registry) {
    this.registry = registry;
    this.problems = registry.gauge("workspace.problems", new AtomicInteger());
    for (String result : new String[] {"unchanged", "applied", "refused", "postponed"}) {
      registry.counter("workspace.reloads", "result", result);
    }
  }

  /**
   * An edit.
   *
   * @param problems found now
   */
  void count(Reload reload, int problems) {
    String result =
        switch (reload) {
          case Reload.Unchanged _ -> "unchanged";
          case Reload.Applied _ -> "applied";
          case Reload.Refused _ -> "refused";
          case Reload.Postponed _ -> "postponed";
        };
    registry.counter("workspace.reloads", "result", result).increment();
    this.problems.set(problems);
  }
}
