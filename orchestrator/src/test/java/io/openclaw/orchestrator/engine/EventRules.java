package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for every task's history. */
final class EventRules {
  /** The code of failures whose message names the attempt that they are about. */
  static final String TOLD = "TOLD";

  private final Plan plan;
  private final Map<String, Integer> newestAttempt = new HashMap<>();
  private final Set<String> completed = new HashSet<>();
  private final Set<String> failed = new HashSet<>();
  private boolean over;

  private EventRules(Plan plan) {
    this.plan = plan;
  }

  static void check(Plan plan, List<TaskEvent> events, List<RunStep> commands) {
    EventRules rules = new EventRules(plan);
    events.forEach(rules::check);
    assertThat(rules.over).as("ends").isTrue();
    assertThat(commands)
        .as("one command for each schedule")
        .extracting(RunStep::step)
        .containsExactlyElementsOf(
            events.stream()
                .filter(TaskEvent.StepScheduled.class::isInstance)
                .map(event -> ((TaskEvent.StepScheduled) event).step())
                .toList());
  }

  private void check(TaskEvent event) {
    assertThat(over).as("nothing after the end: %s", event).isFalse();
    switch (event) {
      case TaskEvent.TaskAccepted _, TaskEvent.TaskRouted _ -> {}
      case TaskEvent.StepScheduled scheduled -> schedule(scheduled.step());
      case TaskEvent.StepStarted started -> isNewest(started.step());
      case TaskEvent.StepRetrying retrying -> {
        isNewest(retrying.step());
        isAbout(retrying.step(), retrying.cause());
      }
      case TaskEvent.StepCompleted done -> {
        isNewest(done.step());
        assertThat(done.result().text()).isEqualTo(done.step().toString());
        assertThat(completed.add(place(done.step()))).as("completed once: %s", done).isTrue();
      }
      case TaskEvent.StepFailed lost -> {
        isNewest(lost.step());
        isAbout(lost.step(), lost.cause());
        assertThat(failed.add(place(lost.step()))).as("failed once: %s", lost).isTrue();
        assertThat(completed).doesNotContain(place(lost.step()));
      }
      case TaskEvent.TaskCompleted _ -> {
        over = true;
        assertThat(failed).isEmpty();
        plan.steps().forEach(step -> assertThat(isCompleted(step)).isTrue());
      }
      case TaskEvent.TaskFailed _ -> over = true;
    }
  }

  private void schedule(StepAttempt attempt) {
    int expected = newestAttempt.merge(place(attempt), 1, Integer::sum);
    assertThat(attempt.attempt()).as("attempts rise by one: %s", attempt).isEqualTo(expected);
    assertThat(completed).doesNotContain(place(attempt));
    step(attempt.stepId()).dependsOn().stream()
        .map(this::step)
        .forEach(
            before -> assertThat(isCompleted(before)).as("%s before %s", before, attempt).isTrue());
  }

  private void isNewest(StepAttempt attempt) {
    assertThat(attempt.attempt()).isEqualTo(newestAttempt.get(place(attempt)));
  }

  private static void isAbout(StepAttempt attempt, Failure cause) {
    if (cause.code().equals(TOLD)) {
      assertThat(cause.message()).isEqualTo(attempt.toString());
    }
  }

  private boolean isCompleted(PlannedStep step) {
    return step.agents().stream().allMatch(agent -> completed.contains(step.id() + "/" + agent));
  }

  private PlannedStep step(String id) {
    return plan.steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }

  private static String place(StepAttempt attempt) {
    return attempt.stepId() + "/" + attempt.agentId();
  }
}
