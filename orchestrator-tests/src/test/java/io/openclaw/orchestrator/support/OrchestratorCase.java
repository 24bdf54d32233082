package io.openclaw.orchestrator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that leave the orchestrator as they found it: they share one and all that is around it. */
@NullUnmarked
public abstract class OrchestratorCase {
  protected static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension
  final BeforeEachCallback connection = context -> connect(SharedOrchestrator.of(context));

  protected Wire wire;
  protected Servers servers;
  protected WorkspaceCopy workspace;
  protected Api api;
  protected Wire.Tap commands;
  protected Wire.Tap events;
  protected FakeWorker worker;

  @BeforeEach
  final void listen() {
    commands = wire.tap(Tasks.STEP_TOPICS);
    events = wire.tap(List.of(Topics.EVENTS));
    worker = newWorker("worker-" + UUID.randomUUID());
  }

  @AfterEach
  final void hangUp() {
    commands.close();
    events.close();
  }

  protected final FakeWorker newWorker(String workerId) {
    return new FakeWorker(wire, commands, workerId);
  }

  protected final void workOffUntilFinal(UUID id) {
    workOffUntilFinal(id, new HashSet<>());
  }

  /** Does all that is left of a task; what is done already is not done again. */
  protected final void workOffUntilFinal(UUID id, Set<RunStep> done) {
    List<Set<RunStep>> box = new ArrayList<>(List.of(done));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          box.set(0, Tasks.workOff(worker, id, box.get(0)));
          return isFinal(id);
        });
  }

  protected final boolean isFinal(UUID id) {
    TaskView task = api.task(id);
    return task != null && task.status().isFinal();
  }

  /** Waits for it. */
  protected final RunStep command(UUID id, String step, String agent, int attempt) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> worker.command(id, step, agent, attempt), Objects::nonNull);
  }

  protected final void awaitStatus(UUID id, TaskStatus status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(api.task(id)).isNotNull();
          assertThat(task(id).status()).isEqualTo(status);
        });
  }

  protected final StepStatus status(UUID id, int step) {
    return task(id).steps().get(step).agents().getFirst().status();
  }

  protected final TaskView task(UUID id) {
    return Objects.requireNonNull(api.task(id));
  }

  private void connect(SharedOrchestrator orchestrator) {
    wire = orchestrator.wire;
    servers = orchestrator.servers;
    workspace = orchestrator.workspace;
    api = orchestrator.process.api();
    RestAssured.port = orchestrator.process.port();
  }
}
