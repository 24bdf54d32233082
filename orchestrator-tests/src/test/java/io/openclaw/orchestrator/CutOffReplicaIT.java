package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent.StepRetrying;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.Beats;
import io.openclaw.orchestrator.support.Cable;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.TaskStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A replica may lose its way to the database while it still has Kafka. */
@NullUnmarked
class CutOffReplicaIT extends ProcessCase {
  /** So many that each partition has some of them, whichever replica it belongs to. */
  private static final int EACH = 12;

  @Test
  void shouldLeaveItsWorkToOthersAndTheWorkersAlone() {
    // given
    Cable cable = open(new Cable(servers.postgresPort()));
    Api whole = replica(servers.environment()).api();
    OrchestratorProcess cutOff = replica(servers.environment(cable));
    Map<UUID, FakeWorker> started = startedTasks(whole);

    // when it is cut off for longer than a worker may be silent
    cable.cut();
    List<UUID> later = submit();

    // then others do its work
    FakeWorker worker = started.values().iterator().next();
    later.forEach(id -> workOff(whole, worker, id));

    // and its workers, whom nobody but it has heard, still have theirs
    finish(whole, started);

    // when it has the database again
    cable.mend();
    await("see " + cutOff.log()).atMost(PATIENCE).until(() -> cutOff.api().isReady());
    await().atMost(PATIENCE).until(() -> cutOff.log().contains("asked for again channel=tasks"));

    // then it takes part again
    submit().forEach(id -> workOff(cutOff.api(), worker, id));
  }

  @Test
  void shouldLoseNothingWhereAllAreCutOff() {
    // given
    Cable cable = open(new Cable(servers.postgresPort()));
    OrchestratorProcess one = replica(servers.environment(cable));
    OrchestratorProcess two = replica(servers.environment(cable));
    Map<UUID, FakeWorker> started = startedTasks(one.api());

    // when
    cable.cut();
    await().atMost(PATIENCE).until(() -> hasGivenUp(one) && hasGivenUp(two));
    List<UUID> meanwhile = submit();
    cable.mend();

    // then
    FakeWorker worker = started.values().iterator().next();
    meanwhile.forEach(id -> workOff(two.api(), worker, id));
    finish(one.api(), started);
  }

  private OrchestratorProcess replica(Map<String, String> environment) {
    Map<String, String> hasty = new HashMap<>(environment);
    hasty.put("OPENCLAW_WORKERS_SILENCE", "6s");
    hasty.put("OPENCLAW_DATABASE_PATIENCE", "9s");
    return open(OrchestratorProcess.start(hasty));
  }

  private static boolean hasGivenUp(OrchestratorProcess replica) {
    return replica.log().contains("given up until the database is back channel=workers");
  }

  /** Each with a worker of its own that has begun with it, and lives. */
  private Map<UUID, FakeWorker> startedTasks(Api api) {
    Map<UUID, FakeWorker> started = new LinkedHashMap<>();
    for (UUID id : submit()) {
      FakeWorker worker = worker();
      open(new Beats(worker));
      worker.start(command(worker, id, "step-1", "shared"));
      awaitRunning(api, id, 0);
      started.put(id, worker);
    }
    return started;
  }

  private static void finish(Api api, Map<UUID, FakeWorker> started) {
    started.forEach((id, worker) -> {
      RunStep first = command(worker, id, "step-1", "shared");
      worker.complete(first);
      await().atMost(PATIENCE).until(() -> isFinal(api, id));
      assertThat(task(api, id).status()).isEqualTo(TaskStatus.COMPLETED);
      assertThat(worker.commandsOf(id)).as("attempts of %s", id).containsExactly(first);
      assertThat(count(api, id, StepRetrying.class)).isZero();
    });
  }

  private static List<UUID> submit() {
    return IntStream.range(0, EACH).mapToObj(_ -> Tasks.submit(wire, Tasks.SHARED_SKILL)).toList();
  }
}
