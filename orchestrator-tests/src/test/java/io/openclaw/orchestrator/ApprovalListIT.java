package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.CancelTask;
import io.openclaw.event.TaskCommand.ResolveApproval;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.ApprovalPage;
import io.openclaw.task.PendingApproval;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskPage;
import io.openclaw.task.TaskSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that wait for a person are listed for as long as they wait. */
@NullUnmarked
class ApprovalListIT extends OrchestratorCase {
  private static final String WORKFLOW = "orchestrator/workflows/end-to-end-delivery.yaml";

  private final String tenant = "tenant-" + UUID.randomUUID();
  private String before;

  @BeforeEach
  void askForApproval() {
    before = workspace.read(WORKFLOW);
    workspace.write(
        WORKFLOW,
        before.replace(
            "depends_on: step-1\n", "depends_on: step-1\n    approval: {expires: 24h}\n"));
    assertThat(workspace.read(WORKFLOW)).contains("24h");
    api.ask("POST", "/workspace/reload");
  }

  @AfterEach
  void restore() {
    workspace.write(WORKFLOW, before);
    api.ask("POST", "/workspace/reload");
  }

  @Test
  void shouldListStepsForAsLongAsTheyWait() {
    // given
    UUID first = waiting(tenant);
    UUID second = waiting(tenant);
    UUID elsewhere = waiting(tenant + "-other");

    // then: oldest first, and no one else's
    List<PendingApproval> approvals = approvals("").approvals();
    assertThat(approvals).extracting(PendingApproval::taskId).containsExactly(first, second);
    PendingApproval step = approvals.getFirst();
    assertThat(step.step()).isEqualTo("step-2");
    assertThat(step.name()).isEqualTo(task(first).steps().get(1).name());
    assertThat(step.text()).isEqualTo(Tasks.WORKFLOW);
    assertThat(step.expiresAt()).isEqualTo(step.since().plus(Duration.ofHours(24)));
    assertThat(waitingTasks()).containsExactly(second, first);
    ApprovalPage page = approvals("&limit=1");
    assertThat(page.approvals()).extracting(PendingApproval::taskId).containsExactly(first);
    assertThat(approvals("&cursor=" + page.next()).approvals())
        .extracting(PendingApproval::taskId)
        .containsExactly(second);

    // when
    send(new ResolveApproval(first, Instant.now(), tenant, "step-2", true, "test", null));
    send(new CancelTask(second, Instant.now(), tenant, "test", null));
    send(new CancelTask(elsewhere, Instant.now(), tenant + "-other", "test", null));

    // then
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(approvals("").approvals()).isEmpty());
    assertThat(waitingTasks()).isEmpty();
    assertThat(api.events(second))
        .extracting(RecordedEvent::event)
        .filteredOn(TaskEvent.ApprovalClosed.class::isInstance)
        .extracting(closed -> ((TaskEvent.ApprovalClosed) closed).stepId())
        .containsExactly("step-2");
    workOffUntilFinal(first, Set.copyOf(worker.commandsOf(first).subList(0, 1)));
  }

  private List<UUID> waitingTasks() {
    TaskPage page = api.get("/tasks?waiting=true&tenant=" + tenant, TaskPage.class);
    assertThat(page.tasks()).allMatch(TaskSummary::waitsForApproval);
    return page.tasks().stream().map(TaskSummary::id).toList();
  }

  /** A task whose second step waits. */
  private UUID waiting(String whose) {
    UUID id = UUID.randomUUID();
    send(new SubmitTask(id, Instant.now(), whose, Tasks.WORKFLOW, null, Map.of()));
    RunStep one = command(id, "step-1", "agent-pm-002", 1);
    worker.start(one);
    worker.complete(one);
    await().atMost(PATIENCE).until(() -> task(id).steps().get(1).status() == StepStatus.APPROVING);
    return id;
  }

  private ApprovalPage approvals(String query) {
    return api.get("/approvals?tenant=" + tenant + query, ApprovalPage.class);
  }

  private void send(TaskCommand command) {
    wire.send(Topics.TASKS, command.taskId().toString(), command);
  }
}
