package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Failure;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskCommand.RetryTask;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Ended tasks are tried again as tasks of their own. */
@NullUnmarked
class RetryIT extends OrchestratorCase {

  @Test
  void shouldGoOnWhereTheTaskHasFailed() {
    // given
    UUID failed = Tasks.submit(wire, Tasks.WORKFLOW);
    RunStep first = command(failed, "step-1", "agent-pm-002", 1);
    worker.start(first);
    worker.complete(first);
    RunStep second = command(failed, "step-2", "agent-arch-003", 1);
    worker.start(second);
    worker.fail(second, Failure.permanent("BROKEN", "no"));
    awaitStatus(failed, TaskStatus.FAILED);
    int events = api.events(failed).size();

    // when
    UUID again = retry(failed, "default", null);
    RunStep secondAgain = command(again, "step-2", "agent-arch-003", 1);
    workOffUntilFinal(again);

    // then
    assertThat(secondAgain.inputs()).isEqualTo(second.inputs()).isNotEmpty();
    assertThat(task(again).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(worker.commandsOf(again))
        .extracting(run -> run.step().stepId())
        .doesNotContain("step-1");
    assertThat(events(again, TaskEvent.StepKept.class))
        .extracting(TaskEvent.StepKept::stepId)
        .containsExactly("step-1");
    assertThat(events(again, TaskEvent.TaskAccepted.class))
        .extracting(TaskEvent.TaskAccepted::retryOf)
        .containsExactly(failed);
    assertThat(api.events(failed)).hasSize(events);
    assertThat(second.earlierTasks()).isEmpty();
    assertThat(secondAgain.earlierTasks()).containsExactly(failed);
  }

  @Test
  void shouldLetATaskReadTheFilesOfAllThatItRestsOn() {
    // given
    UUID first = failAtStep2(Tasks.submit(wire, Tasks.WORKFLOW));
    UUID second = failAtStep2(retry(first, "default", null));

    // when
    UUID third = retry(second, "default", null);

    // then
    assertThat(command(third, "step-2", "agent-arch-003", 1).earlierTasks())
        .containsExactly(second, first);
    workOffUntilFinal(third);
  }

  private UUID failAtStep2(UUID task) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          RunStep first = worker.command(task, "step-1", "agent-pm-002", 1);
          if (first != null) {
            worker.start(first);
            worker.complete(first);
          }
          return worker.command(task, "step-2", "agent-arch-003", 1) != null;
        });
    RunStep step = command(task, "step-2", "agent-arch-003", 1);
    worker.start(step);
    worker.fail(step, Failure.permanent("BROKEN", "no"));
    awaitStatus(task, TaskStatus.FAILED);
    return task;
  }

  @Test
  void shouldSayWhyATaskCannotBeTriedAgain() {
    // given
    UUID runs = Tasks.submit(wire, Tasks.SHARED_SKILL);
    command(runs, "step-1", "shared", 1);

    // then
    assertThat(causeOf(retry(runs, "default", null))).isEqualTo("TASK_IS_RUNNING");
    assertThat(causeOf(retry(UUID.randomUUID(), "default", null))).isEqualTo("TASK_NOT_FOUND");

    // when
    workOffUntilFinal(runs);

    // then
    UUID others = retry(runs, "somebody-else", null);
    assertThat(causeOf(others)).isEqualTo("TASK_NOT_FOUND");
    assertThat(task(others).text()).as("of the other tenant's").doesNotContain(task(runs).text());
    assertThat(causeOf(retry(runs, "default", "step-9"))).isEqualTo("UNKNOWN_STEP");
  }

  private UUID retry(UUID task, String tenant, String from) {
    UUID id = UUID.randomUUID();
    wire.send(Topics.TASKS, id.toString(), new RetryTask(id, Instant.now(), tenant, task, from));
    return id;
  }

  private String causeOf(UUID id) {
    awaitStatus(id, TaskStatus.FAILED);
    return task(id).cause().code();
  }

  private <T extends TaskEvent> List<T> events(UUID id, Class<T> type) {
    return api.events(id).stream()
        .map(RecordedEvent::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
