package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.EventJson;
import io.openclaw.event.TaskEvent.ApprovalRequested;
import io.openclaw.event.TaskEvent.ApprovalResolved;
import io.openclaw.event.TaskEvent.StepStarted;
import io.openclaw.event.TaskEvent.TaskCancelled;
import io.openclaw.event.TaskEvent.TaskCompleted;
import io.openclaw.event.TaskEvent.TaskFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People end tasks, and decide about steps that wait for them. */
@ExtendWith(RunningStack.class)
class DecisionsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String DELIVERY =
      "End to end: train and deploy a species classifier from workspace/datasets/penguins.csv";

  private Path workflow;
  private String before;
  private String version;

  @BeforeEach
  void askForApproval(RunningStack stack) throws Exception {
    workflow = stack.cli().workspace().resolve("orchestrator/workflows/end-to-end-delivery.yaml");
    before = Files.readString(workflow);
    version = version(stack);
    Files.writeString(
        workflow,
        before.replace("depends_on: step-1\n", "depends_on: step-1\n    approval: required\n"));
    await().atMost(SOON).until(() -> !version(stack).equals(version));
  }

  @AfterEach
  void restore(RunningStack stack) throws Exception {
    Files.writeString(workflow, before);
    await().atMost(SOON).until(() -> version(stack).equals(version));
  }

  @Test
  void shouldGoOnWhenAPersonHasApproved(RunningStack stack) throws Exception {
    UUID task = stack.gateway().submit(DELIVERY);
    stack.gateway().eventsUntil(task, null, it -> it.recorded() instanceof ApprovalRequested);
    assertThat(stack.gateway().task(task).at("/steps/1/status").asText()).isEqualTo("APPROVING");

    Cli.Outcome approved =
        stack.cli().run("approve", task.toString(), "step-2", "--note", "go ahead");

    assertThat(approved.exitCode()).as(approved.err()).isZero();
    assertThat(approved.out()).contains("step step-2 is approved");
    assertThat(stack.gateway().events(task, null))
        .anySatisfy(event ->
            assertThat(event.recorded())
                .isInstanceOfSatisfying(
                    ApprovalResolved.class, word -> assertThat(word.note()).isEqualTo("go ahead")))
        .last()
        .satisfies(event -> assertThat(event.recorded()).isInstanceOf(TaskCompleted.class));
    Cli.Outcome late = stack.cli().run("approve", task.toString(), "step-2");
    assertThat(late.exitCode()).isEqualTo(2);
    assertThat(late.err()).contains("waits for no approval (NOT_WAITING)");
  }

  @Test
  void shouldFailWhenAPersonHasDenied(RunningStack stack) throws Exception {
    UUID task = stack.gateway().submit(DELIVERY);
    stack.gateway().eventsUntil(task, null, it -> it.recorded() instanceof ApprovalRequested);

    Cli.Outcome denied = stack.cli().run("approve", task.toString(), "step-2", "--deny");

    assertThat(denied.exitCode()).as(denied.err()).isZero();
    assertThat(stack.gateway().events(task, null).getLast().recorded())
        .isInstanceOfSatisfying(
            TaskFailed.class, failed -> assertThat(failed.cause().code()).isEqualTo("DENIED"));
  }

  @Test
  void shouldCancelATaskThatRuns(RunningStack stack) throws Exception {
    UUID task = stack.gateway().submit(DELIVERY);
    stack.gateway().eventsUntil(task, null, it -> it.recorded() instanceof StepStarted);

    Cli.Outcome cancelled =
        stack.cli().run("cancel", task.toString(), "--reason", "the wrong file");

    assertThat(cancelled.exitCode()).as(cancelled.err()).isZero();
    assertThat(stack.gateway().events(task, null).getLast().recorded())
        .isInstanceOfSatisfying(
            TaskCancelled.class, event -> assertThat(event.reason()).isEqualTo("the wrong file"));
    assertThat(stack.gateway().status(task)).isEqualTo("CANCELLED");
    Cli.Outcome watched = stack.cli().run("watch", task.toString());
    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.err()).contains("the task was cancelled by");
    Cli.Outcome again = stack.cli().run("cancel", task.toString());
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("(TASK_IS_OVER)");
  }

  private static String version(RunningStack stack) throws Exception {
    return EventJson.mapper()
        .readTree(stack.gateway().get("/v1/workspace").body())
        .path("version")
        .asText();
  }
}
