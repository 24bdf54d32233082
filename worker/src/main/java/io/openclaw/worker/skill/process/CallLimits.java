package io.openclaw.worker.skill.process;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.sandbox.Limits;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill;
import java.time.Duration;

/** What a call may spend: what its skill says in the registry, else what the worker is set to. */
final class CallLimits {
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final WorkerConfig.Sandbox settings;
  private final int processors;

  CallLimits(WorkerConfig.Sandbox settings, int processors) {
    this.settings = settings;
    this.processors = processors;
  }

  Limits of(SkillCall call) {
    return of(call.tool().skill(), call.timeout());
  }

  /**
   * @param timeout of one call
   */
  Limits of(Skill skill, Duration timeout) {
    ResourceRequirements needs = skill.resources();
    return new Limits(
        cpuTime(timeout, needs),
        needs.memory() == null ? settings.memory().asLongValue() : needs.memory().bytes(),
        settings.processes(),
        settings.openFiles(),
        settings.disk().asLongValue());
  }

  /** As many processors as it says for as long as it may take. */
  private Duration cpuTime(Duration timeout, ResourceRequirements needs) {
    long thousandths = needs.cpu() == null ? 1000L * processors : needs.cpu().millis();
    Duration all = timeout.multipliedBy(thousandths).dividedBy(1000);
    return all.compareTo(LEAST) < 0 ? LEAST : all;
  }
}
