package io.openclaw.orchestrator;

import static io.openclaw.orchestrator.support.Wire.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskCommand.CancelTask;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.LiveStream;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Tasks from their submission to their end, with real servers and a worker played by hand. */
@NullUnmarked
class TaskFlowIT extends OrchestratorCase {
  @Test
  void shouldRunAWorkflowToItsEnd() {
    // when
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    workOffUntilFinal(id);

    // then: the steps ran in their order, each once
    TaskView task = task(id);
    assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task.route().target()).isEqualTo("end-to-end-delivery");
    assertThat(worker.commandsOf(id))
        .extracting(RunStep::step)
        .containsExactlyInAnyOrder(
            new StepAttempt("step-1", "agent-pm-002", 1),
            new StepAttempt("step-2", "agent-arch-003", 1),
            new StepAttempt("step-3", "agent-ai-001", 1),
            new StepAttempt("step-4", "agent-pm-002", 1),
            new StepAttempt("step-4", "agent-arch-003", 1),
            new StepAttempt("step-4", "agent-ai-001", 1));
    assertThat(command(id, "step-3", "agent-ai-001", 1).inputs())
        .containsOnlyKeys("tech_design_doc", "training_data");
    assertThat(command(id, "step-3", "agent-ai-001", 1).attachments()).hasSize(1);
    assertThat(task.result().outputs())
        .containsOnlyKeys("product_spec", "tech_design_doc", "deployed_model", "review_report");
    assertThat(task.result().outputs().get("review_report").size()).isEqualTo(3);
    assertThat(task.steps().getLast().agents())
        .allSatisfy(agent -> assertThat(agent.workerId()).isEqualTo(worker.workerId));
  }

  @Test
  void shouldTellTheSameHistoryEverywhere() {
    // when
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    workOffUntilFinal(id);

    // then
    List<RecordedEvent> recorded = api.events(id);
    assertThat(recorded).extracting(RecordedEvent::seq).startsWith(1L, 2L, 3L).isSorted();
    assertThat(recorded.getLast().seq()).isEqualTo(recorded.size());
    assertThat(recorded.getFirst().event()).isInstanceOf(TaskEvent.TaskAccepted.class);
    assertThat(recorded.getLast().event()).isInstanceOf(TaskEvent.TaskCompleted.class);
    List<TaskEvent> history = recorded.stream().map(RecordedEvent::event).toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(events.events(id.toString(), TaskEvent.class)).isEqualTo(history));
    try (LiveStream live = new LiveStream(servers.redisAddress())) {
      assertThat(live.entries(id)).isEqualTo(history.stream().map(EventJson::writeString).toList());
    }
  }

  @Test
  void shouldSendCloudEvents() {
    // when
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(id, "step-1", "shared", 1);

    // then
    ConsumerRecord<byte[], byte[]> record = commands.keyed(id.toString()).findFirst().orElseThrow();
    assertThat(record.topic()).isEqualTo("openclaw.steps.shared");
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_type")).isEqualTo("io.openclaw.step.run.v1");
    assertThat(header(record, "ce_id")).isNotBlank();
    assertThat(header(record, "ce_source")).isEqualTo("/openclaw/orchestrator");
    assertThat(header(record, "ce_subject")).isEqualTo(id.toString());
    assertThat(header(record, "ce_time")).isNotBlank();
    assertThat(header(record, "content-type")).isEqualTo("application/json");
    assertThat(command.handler()).isEqualTo("shared/data-analysis:profile");
    worker.start(command);
    worker.complete(command);
    awaitStatus(id, TaskStatus.COMPLETED);
  }

  @Test
  void shouldBeginATaskOnceHoweverOftenItIsSubmitted() {
    // given
    UUID id = UUID.randomUUID();

    // when: the same message twice, and the same task in another message
    wire.send(Topics.TASKS, id.toString(), Tasks.command(id, Tasks.SHARED_SKILL), "m-" + id);
    wire.send(Topics.TASKS, id.toString(), Tasks.command(id, Tasks.SHARED_SKILL), "m-" + id);
    wire.send(Topics.TASKS, id.toString(), Tasks.command(id, Tasks.WORKFLOW));
    workOffUntilFinal(id);

    // then
    assertThat(task(id).text()).isEqualTo(Tasks.SHARED_SKILL);
    assertThat(worker.commandsOf(id)).hasSize(1);
    assertThat(api.events(id)).hasSize(6);
  }

  @Test
  void shouldRecordEachReportOnce() {
    // given
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    RunStep first = command(id, "step-1", "agent-pm-002", 1);

    // when: everything comes twice, and the completion comes late a third time
    worker.start(first);
    worker.start(first);
    worker.complete(first);
    worker.complete(first);
    RunStep second = command(id, "step-2", "agent-arch-003", 1);
    worker.complete(first);
    worker.fail(first, Failure.permanent("LATE", "too late"));
    worker.start(second);
    await().atMost(PATIENCE).until(() -> status(id, 1) == StepStatus.RUNNING);

    // then
    assertThat(api.events(id))
        .extracting(recorded -> recorded.event().getClass().getSimpleName())
        .containsExactly(
            "TaskAccepted",
            "TaskRouted",
            "StepScheduled",
            "StepStarted",
            "StepCompleted",
            "StepScheduled",
            "StepStarted");
    workOffUntilFinal(id, new HashSet<>(Set.of(first)));
    assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void shouldTryAgainAfterAPassingFailureAndDropWhatTheFirstTryStillSays() {
    // given: up to the step whose skill may be retried
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    worker.complete(command(id, "step-1", "agent-pm-002", 1));
    worker.complete(command(id, "step-2", "agent-arch-003", 1));
    RunStep first = command(id, "step-3", "agent-ai-001", 1);

    // when
    worker.start(first);
    worker.fail(first, Failure.passing("FLAKY", "try again"));
    RunStep second = command(id, "step-3", "agent-ai-001", 2);
    worker.complete(first);
    worker.start(second);
    await().atMost(PATIENCE).until(() -> status(id, 2) == StepStatus.RUNNING);

    // then
    TaskView.AssignmentView agent = task(id).steps().get(2).agents().getFirst();
    assertThat(agent.attempt()).isEqualTo(2);
    assertThat(agent.causes()).extracting(Failure::code).containsExactly("FLAKY");
    assertThat(second.idempotencyKey()).isEqualTo(first.idempotencyKey());
    worker.complete(second);
    workOffUntilFinal(id, new HashSet<>(worker.commandsOf(id)));
    assertThat(task(id).result().outputs().get("deployed_model").textValue()).contains("attempt=2");
  }

  @Test
  void shouldFailATaskWhoseStepFailsForGood() {
    // given
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    RunStep first = command(id, "step-1", "agent-pm-002", 1);

    // when
    worker.fail(first, Failure.permanent("BAD_INPUT", "no such column"));
    awaitStatus(id, TaskStatus.FAILED);

    // then
    assertThat(task(id).cause())
        .isEqualTo(
            Failure.permanent(
                "BAD_INPUT", "Step step-1 (需求分析): agent-pm-002 failed: no such column"));
    assertThat(status(id, 1)).isEqualTo(StepStatus.SKIPPED);
  }

  @Test
  void shouldFailAStepThatIsTooLargeToBeSent() {
    // given: the last step sees what two earlier ones made
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    completeWith(command(id, "step-1", "agent-pm-002", 1), "x".repeat(9_000_000));
    completeWith(command(id, "step-2", "agent-arch-003", 1), "y".repeat(9_000_000));

    // when
    completeWith(command(id, "step-3", "agent-ai-001", 1), "z");

    // then
    awaitStatus(id, TaskStatus.FAILED);
    assertThat(task(id).steps().get(3).agents().getFirst().causes())
        .extracting(Failure::code)
        .containsExactly("STEP_TOO_LARGE");
  }

  private void completeWith(RunStep step, String value) {
    // Megabytes take their time, and a worker that says nothing meanwhile is lost.
    worker.beat();
    worker.start(step);
    worker.report(
        new StepReport.Completed(
            step.taskId(),
            Instant.now(),
            step.step(),
            new Result("done", Map.of(step.expectedOutput(), TextNode.valueOf(value)), List.of())));
  }

  @Test
  void shouldFailATaskWhoseInputIsMissing() {
    // when
    UUID id = Tasks.submit(wire, "端到端: 训练并上线 workspace/datasets/nothing.csv");
    awaitStatus(id, TaskStatus.FAILED);

    // then
    assertThat(task(id).cause().code()).isEqualTo("INPUT_MISSING");
    assertThat(task(id).cause().message()).contains("workspace/datasets/nothing.csv");
    assertThat(task(id).route()).isNotNull();
  }

  @Test
  void shouldSendATasksEventsInTheirOrderWhenManyRun() {
    // when
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      ids.add(Tasks.submit(wire, Tasks.WORKFLOW));
    }
    List<Set<RunStep>> done = new ArrayList<>();
    ids.forEach(_ -> done.add(Set.of()));
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> {
          for (int i = 0; i < ids.size(); i++) {
            done.set(i, Tasks.workOff(worker, ids.get(i), done.get(i)));
          }
          return ids.stream().allMatch(this::isFinal);
        });

    // then
    for (UUID id : ids) {
      List<TaskEvent> history = api.events(id).stream().map(RecordedEvent::event).toList();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(events.events(id.toString(), TaskEvent.class)).isEqualTo(history));
    }
  }

  @Test
  void shouldNotCancelAnotherTenantsTask() {
    // given
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep step = command(id, "step-1", "shared", 1);

    // when
    for (String tenant : List.of("acme", "default")) {
      wire.send(
          Topics.TASKS,
          id.toString(),
          new CancelTask(id, Instant.now(), tenant, "by " + tenant, null));
    }

    // then
    awaitStatus(id, TaskStatus.CANCELLED);
    assertThat(step.taskId()).isEqualTo(id);
    assertThat(api.events(id).getLast().event())
        .isInstanceOfSatisfying(
            TaskEvent.TaskCancelled.class, event -> assertThat(event.by()).isEqualTo("by default"));
  }

  @Test
  void shouldCancelATaskAndTellTheWorkerThatIsAtIt() {
    // given
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep step = command(id, "step-1", "shared", 1);
    worker.start(step);
    awaitStatus(id, TaskStatus.RUNNING);
    await().atMost(PATIENCE).until(() -> status(id, 0) == StepStatus.RUNNING);
    Wire.Tap cancels = wire.tap(List.of(Topics.CANCELS));

    // when
    wire.send(
        Topics.TASKS,
        id.toString(),
        new CancelTask(id, Instant.now(), "default", "somebody", "wrong file"));

    // then
    awaitStatus(id, TaskStatus.CANCELLED);
    assertThat(status(id, 0)).isEqualTo(StepStatus.CANCELLED);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(cancels.events(id.toString(), StepCommand.class))
                .extracting(StepCommand::step)
                .containsExactly(step.step()));
    assertThat(api.events(id).getLast().event())
        .isInstanceOfSatisfying(
            TaskEvent.TaskCancelled.class,
            event -> assertThat(event.reason()).isEqualTo("wrong file"));

    // when it says that it is done all the same, or another one begins
    worker.complete(step);
    newWorker("late-" + id).start(step);

    // then
    await()
        .atMost(PATIENCE)
        .until(() -> cancels.events(id.toString(), StepCommand.class).size() == 2);
    assertThat(task(id).status()).isEqualTo(TaskStatus.CANCELLED);
    cancels.close();
  }
}
