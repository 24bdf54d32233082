package io.openclaw.orchestrator.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.RetryRule;
import io.openclaw.event.Work;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.RetryPolicy;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillBinding;
import io.openclaw.workspace.Workspace;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a step may take and how often it may be tried, as its agents and skills say. */
final class StepLimits {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  /** For workers that are busy or die at it, and for servers that are away. */
  private static final Duration WAITING = Duration.ofHours(1);

  /** Nobody waits longer; and it is within PostgreSQL's calendar, however often it is added up. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Workspace workspace;

  StepLimits(Workspace workspace) {
    this.workspace = workspace;
  }

  /** A step may take as long as the slowest of its skills: the binding's word, else the skill's. */
  Duration timeout(List<String> agents, List<String> skills) {
    return agents.stream()
        .flatMap(id -> skillIds(agent(id), skills).map(skill -> timeout(agent(id), skill)))
        .filter(Objects::nonNull)
        .max(Duration::compareTo)
        .orElse(DEFAULT_TIMEOUT);
  }

  /** The most patient of the bindings that are used. */
  RetryRule retry(List<String> agents, List<String> skills) {
    return agents.stream()
        .flatMap(id -> skillIds(agent(id), skills).map(agent(id)::binding))
        .filter(Objects::nonNull)
        .map(SkillBinding::retryPolicy)
        .max(Comparator.comparingInt(RetryPolicy::maxRetries))
        .map(StepLimits::rule)
        .orElse(RetryRule.NONE);
  }

  /**
   * Bounds a task for which nobody has set a timeout: every step after the other, every try, and
   * room for what is no step's fault.
   */
  static Duration total(List<PlannedStep> steps) {
    return sum(steps).plus(WAITING);
  }

  static Duration sum(List<PlannedStep> steps) {
    Duration sum = steps.stream().map(StepLimits::longest).reduce(Duration.ZERO, Duration::plus);
    return sum.compareTo(LONGEST) < 0 ? sum : LONGEST;
  }

  private static Duration longest(PlannedStep step) {
    Duration once =
        switch (step.work()) {
          case Work.ByAgents work -> tries(step, work);
          case Work.SubWorkflow _ -> step.timeout();
        };
    ForEach forEach = step.conditions().forEach();
    return forEach == null
        ? once
        : once.multipliedBy(Math.ceilDiv(ForEach.MAX_ELEMENTS, forEach.maxConcurrent()));
  }

  /** All tries of the agents, which are at it together, and then those of their fallback. */
  private static Duration tries(PlannedStep step, Work.ByAgents work) {
    RetryRule retry = work.retry();
    Duration all = step.timeout().multipliedBy(retry.maxRetries() + 1L).plus(waits(retry));
    return step.conditions().onFailure() instanceof OnFailure.Fallback ? all.multipliedBy(2) : all;
  }

  private static Duration waits(RetryRule retry) {
    Duration sum = Duration.ZERO;
    Duration next = retry.firstDelay();
    for (int i = 0; i < retry.maxRetries(); i++) {
      next = next.compareTo(retry.maxDelay()) < 0 ? next : retry.maxDelay();
      sum = sum.plus(next);
      next = next.multipliedBy(2);
    }
    return sum;
  }

  private static RetryRule rule(RetryPolicy policy) {
    return new RetryRule(
        policy.maxRetries(), policy.initialDelay(), policy.maxDelay(), policy.retryOn());
  }

  private static Stream<String> skillIds(Agent agent, List<String> skills) {
    return skills.isEmpty() ? agent.skills().stream().map(SkillBinding::skillId) : skills.stream();
  }

  private @Nullable Duration timeout(Agent agent, String skillId) {
    SkillBinding binding = agent.binding(skillId);
    if (binding != null && binding.timeout() != null) {
      return binding.timeout();
    }
    Skill skill = workspace.skill(skillId);
    return skill == null ? null : skill.timeout();
  }

  private Agent agent(String id) {
    return requireNonNull(workspace.agent(id), "no agent " + id);
  }
}
