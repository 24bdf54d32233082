package io.openclaw.orchestrator.route;

import static io.openclaw.orchestrator.support.Workspaces.agent;
import static io.openclaw.orchestrator.support.Workspaces.handler;
import static io.openclaw.orchestrator.support.Workspaces.skill;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.RetryRule;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.support.Workspaces;
import io.openclaw.workspace.RetryPolicy;
import io.openclaw.workspace.RetryPolicy.Backoff;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillBinding;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkflowStepsTest {
  private static final RetryPolicy PATIENT =
      new RetryPolicy(
          3,
          Backoff.EXPONENTIAL,
          Duration.ofSeconds(10),
          Duration.ofSeconds(25),
          Set.of("TIMEOUT"));

  @Test
  void shouldPlanTheStepsOfSubWorkflowsInOrder() {
    // when
    PlannedStep step =
        plan(
                flow("outer", null, byWorkflow("run", "inner", null)),
                flow("inner", null, byAgent("second", "first"), byAgent("first")))
            .getFirst();

    // then
    Work.SubWorkflow work = (Work.SubWorkflow) step.work();
    assertThat(work.workflow()).isEqualTo("inner");
    assertThat(work.steps()).extracting(PlannedStep::id).containsExactly("first", "second");
  }

  @Test
  void shouldGiveSubWorkflowItsOwnTimeThenThatOfItsParts() {
    Workflow inner = flow("inner", null, byAgent("a"), byAgent("b"));
    Workflow timed = flow("inner", Duration.ofHours(1), byAgent("a"));
    Duration minute = Duration.ofMinutes(1);

    assertThat(timeout(byWorkflow("run", "inner", minute), timed)).isEqualTo(minute);
    assertThat(timeout(byWorkflow("run", "inner", null), timed)).isEqualTo(Duration.ofHours(1));
    assertThat(timeout(byWorkflow("run", "inner", null), inner))
        .as("and room for waiting")
        .isEqualTo(Duration.ofSeconds(60).plusHours(1));
  }

  @Test
  void shouldCarryJoinAndConditions() {
    // given
    Conditions conditions =
        new Conditions(
            "true",
            new ForEach("list", "item", 2),
            new Conditions.Approval(Duration.ofHours(1)),
            new OnFailure.Compensate("undo"));

    // when
    PlannedStep step =
        plan(flow("outer", null, byAgents("run", 1, conditions, "plain", "patient"))).getFirst();

    // then
    assertThat(step.conditions()).isEqualTo(conditions);
    assertThat(((Work.ByAgents) step.work()).agents()).containsExactly("plain", "patient");
    assertThat(((Work.ByAgents) step.work()).join()).isEqualTo(1);
  }

  @Test
  void shouldRetryAsTheMostPatientBindingSays() {
    RetryRule rule =
        new RetryRule(3, Duration.ofSeconds(10), Duration.ofSeconds(25), Set.of("TIMEOUT"));

    assertThat(retry(byAgents("run", 2, Conditions.NONE, "plain", "patient"))).isEqualTo(rule);
    assertThat(retry(byAgents("run", 1, Conditions.NONE, "plain"))).isEqualTo(RetryRule.NONE);
    // The fallback has the same rule and the same time as those whom it stands in for.
    assertThat(retry(byAgents("run", 1, onFailure(new OnFailure.Fallback("patient")), "plain")))
        .isEqualTo(rule);
  }

  @Test
  void shouldAddUpAllThatMayHaveToBeWaitedFor() {
    Conditions list =
        new Conditions(null, new ForEach("list", "item", 100), null, new OnFailure.Fail());

    // 4 tries of 30 s, and waits of at most 10, 20 and 25 s between them
    assertThat(sum(byAgents("run", 1, Conditions.NONE, "patient"))).isEqualTo(4 * 30 + 55);
    assertThat(sum(byAgents("run", 1, onFailure(new OnFailure.Fallback("plain")), "patient")))
        .isEqualTo(2 * (4 * 30 + 55));
    // of 1000 elements, 100 at once
    assertThat(sum(byAgents("run", 1, list, "plain"))).isEqualTo(10 * 30);
  }

  @Test
  void shouldNotAddUpBeyondAnyCalendar() {
    Conditions list =
        new Conditions(null, new ForEach("list", "item", 1), null, new OnFailure.Fail());
    Workflow.Step year = byAgents("year", 1, list, "plain");
    Workflow.Step[] steps = new Workflow.Step[900];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = withTimeout(year, "step-" + i, Duration.ofDays(365));
    }

    assertThat(StepLimits.sum(plan(flow("outer", null, steps))))
        .isLessThan(Duration.ofDays(40_000));
  }

  private static Duration timeout(Workflow.Step step, Workflow inner) {
    return plan(flow("outer", null, step), inner).getFirst().timeout();
  }

  private static RetryRule retry(Workflow.Step step) {
    return ((Work.ByAgents) plan(flow("outer", null, step)).getFirst().work()).retry();
  }

  private static long sum(Workflow.Step step) {
    return StepLimits.sum(plan(flow("outer", null, step))).toSeconds();
  }

  /** Of the first workflow. */
  private static List<PlannedStep> plan(Workflow... workflows) {
    Workspace workspace =
        Workspaces.of(
            List.of(
                agent("plain", new SkillBinding("one", "latest", null, RetryPolicy.NONE)),
                agent("patient", new SkillBinding("one", "latest", null, PATIENT))),
            List.of(skill("one", Visibility.PUBLIC, 30, handler("one", "one", null))),
            List.of(),
            List.of(workflows));
    Workflow first = requireNonNull(workspace.workflows().get(workflows[0].id()));
    return new WorkflowSteps(workspace, new StepLimits(workspace)).of(first);
  }

  private static Workflow flow(String id, @Nullable Duration timeout, Workflow.Step... steps) {
    return new Workflow(id, Map.of(), List.of(steps), timeout);
  }

  private static Conditions onFailure(OnFailure onFailure) {
    return new Conditions(null, null, null, onFailure);
  }

  private static Workflow.Step byAgent(String id, String... dependsOn) {
    return step(id, List.of("plain"), 1, null, null, Conditions.NONE, dependsOn);
  }

  private static Workflow.Step byAgents(
      String id, int join, Conditions conditions, String... agents) {
    return step(id, List.of(agents), join, null, null, conditions);
  }

  private static Workflow.Step byWorkflow(String id, String workflow, @Nullable Duration timeout) {
    return step(id, List.of(), 0, workflow, timeout, Conditions.NONE);
  }

  private static Workflow.Step withTimeout(Workflow.Step step, String id, Duration timeout) {
    return step(id, step.agents(), step.join(), null, timeout, step.conditions());
  }

  private static Workflow.Step step(
      String id,
      List<String> agents,
      int join,
      @Nullable String workflow,
      @Nullable Duration timeout,
      Conditions conditions,
      String... dependsOn) {
    return new Workflow.Step(
        id,
        id,
        null,
        agents,
        join,
        workflow,
        List.of(),
        List.of(),
        null,
        timeout,
        List.of(dependsOn),
        conditions);
  }
}
