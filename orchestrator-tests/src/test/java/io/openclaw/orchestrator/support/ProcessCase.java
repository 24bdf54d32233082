package io.openclaw.orchestrator.support;

import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests that start, kill and starve orchestrators of their own. */
@NullUnmarked
public abstract class ProcessCase {
  protected static final Duration PATIENCE = Duration.ofSeconds(60);

  protected static Servers servers;
  protected static Wire wire;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void startServers() {
    servers = new Servers();
    wire = new Wire(servers.kafkaAddress());
  }

  @AfterAll
  static void stopServers() throws IOException {
    wire.close();
    servers.close();
  }

  @AfterEach
  final void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  /** Closed after the test. */
  protected final <T extends AutoCloseable> T open(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  protected final OrchestratorProcess orchestrator() {
    return open(OrchestratorProcess.start(servers.environment()));
  }

  protected final FakeWorker worker() {
    return new FakeWorker(wire, open(wire.tap(Tasks.STEP_TOPICS)), "worker-" + UUID.randomUUID());
  }

  /** Waits for it. */
  protected static RunStep command(FakeWorker worker, UUID id, String step, String agent) {
    return await()
        .atMost(PATIENCE)
        .until(() -> worker.command(id, step, agent, 1), Objects::nonNull);
  }

  protected static void awaitRunning(Api api, UUID id, int step) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          TaskView task = api.task(id);
          return task != null
              && task.steps().get(step).agents().getFirst().status() == StepStatus.RUNNING;
        });
  }

  /** Does all of a task that is not done, until it is over. */
  protected static void workOff(Api api, FakeWorker worker, UUID id, RunStep... done) {
    List<UUID> ids = List.of(id);
    List<Set<RunStep>> box = new ArrayList<>(List.of(new HashSet<>(List.of(done))));
    await()
        .atMost(PATIENCE)
        .until(() -> {
          workOffAll(worker, ids, box);
          worker.beat();
          return isFinal(api, id);
        });
  }

  /** How much has been done of all tasks together. */
  protected static int workOffAll(FakeWorker worker, List<UUID> ids, List<Set<RunStep>> done) {
    int sum = 0;
    for (int i = 0; i < ids.size(); i++) {
      done.set(i, Tasks.workOff(worker, ids.get(i), done.get(i)));
      sum += done.get(i).size();
    }
    return sum;
  }

  protected static boolean isFinal(Api api, UUID id) {
    TaskView task = api.task(id);
    return task != null && task.status().isFinal();
  }

  protected static TaskView task(Api api, UUID id) {
    return Objects.requireNonNull(api.task(id));
  }

  protected static long count(Api api, UUID id, Class<? extends TaskEvent> type) {
    return api.events(id).stream().filter(recorded -> type.isInstance(recorded.event())).count();
  }
}
