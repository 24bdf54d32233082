package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.TaskEvent.StepKept;
import io.openclaw.event.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a task that tries an ended one again, beyond what holds for every task.
 *
 * @param before the ended task
 * @param plan by which it is tried again
 * @param from the step that is done again in any case; null: none
 */
record RetryRules(TaskState before, Plan plan, @Nullable String from) {

  void check(ChaoticWorld again) {
    List<String> kept = kept();
    assertThat(again.events())
        .as("kept are those that rest on nothing that is done again")
        .filteredOn(StepKept.class::isInstance)
        .extracting(event -> ((StepKept) event).stepId())
        .containsExactlyElementsOf(kept);
    assertThat(again.events())
        .filteredOn(StepKept.class::isInstance)
        .allMatch(event -> ((StepKept) event).fromTask().equals(before.id()));
    assertThat(again.commands())
        .as("what is kept is not done again")
        .extracting(RunStep::step)
        .noneMatch(step -> kept.contains(root(step.stepId())));
    assertThat(again.events())
        .as("nobody is asked about what is kept")
        .filteredOn(TaskEvent.ApprovalRequested.class::isInstance)
        .noneMatch(asked -> kept.contains(root(((TaskEvent.ApprovalRequested) asked).stepId())));
    for (Node node : again.state().roots()) {
      if (kept.contains(node.step.id())) {
        checkKept(again.state(), node);
      } else {
        checkDoneAgain(again, node);
      }
    }
  }

  /** All but what has to be done again, what comes after that, and what was left out. */
  private List<String> kept() {
    Set<String> again = new HashSet<>();
    List<String> kept = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      if (isDoneAgain(step) || step.dependsOn().stream().anyMatch(again::contains)) {
        again.add(step.id());
      } else if (!isLeftOut(step)) {
        kept.add(step.id());
      }
    }
    return kept;
  }

  private boolean isDoneAgain(PlannedStep step) {
    Node done = root(before, step.id());
    return step.id().equals(from)
        || undoes(step.id(), plan)
        || undoes(step.id(), requireNonNull(before.plan()))
        || done == null
        || !(done.phase instanceof Phase.Completed || isLeftOut(step))
        || !(done.step.equals(step) || gives(done.step, step));
  }

  /** It is decided about anew, and comes to the same. */
  private boolean isLeftOut(PlannedStep step) {
    Node done = root(before, step.id());
    return done != null && done.phase instanceof Phase.Skipped && done.step.equals(step);
  }

  /** The same output, in the same shape. */
  private static boolean gives(PlannedStep one, PlannedStep other) {
    return isPlain(one)
        && isPlain(other)
        && ((Work.ByAgents) one.work()).join() == ((Work.ByAgents) other.work()).join()
        && Objects.equals(one.expectedOutput(), other.expectedOutput());
  }

  private static boolean undoes(String id, Plan plan) {
    return plan.steps().stream()
        .anyMatch(step -> step.conditions().onFailure().equals(new OnFailure.Compensate(id)));
  }

  /** Its result is that of the agents, and not put together. */
  private static boolean isPlain(PlannedStep step) {
    return step.work() instanceof Work.ByAgents && step.conditions().forEach() == null;
  }

  private void checkKept(TaskState after, Node node) {
    Node done = requireNonNull(root(before, node.step.id()));
    assertThat(node.state()).as("%s stays as it was", node.path()).isEqualTo(done.state());
    if (done.step.equals(node.step)) {
      assertThat(outputs(after, node))
          .as("%s hands on what it has made", node.path())
          .isEqualTo(outputs(before, done));
    } else {
      assertThat(outputs(after, node)).as("%s hands something on", node.path()).isNotEmpty();
    }
  }

  private static void checkDoneAgain(ChaoticWorld again, Node root) {
    root.all()
        .forEach(node -> {
          for (Assignment assignment : node.assignments) {
            StepAttempt attempt = Attempts.attempt(node, assignment.agentId(), assignment.state());
            assertThat(again.commands())
                .as("%s is done by this task", attempt)
                .extracting(RunStep::step)
                .contains(attempt);
          }
        });
  }

  private static Map<String, JsonNode> outputs(TaskState task, Node node) {
    return new Wiring(requireNonNull(task.plan()), task.roots()).outputs(node);
  }

  private static @Nullable Node root(TaskState task, String id) {
    return task.roots().stream().filter(node -> node.step.id().equals(id)).findFirst().orElse(null);
  }

  private static String root(String path) {
    return path.replaceAll("[.\\[].*", "");
  }
}
