package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.TaskStatus;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Tasks whose states are too large to be read at once. */
@NullUnmarked
class LargeStatesIT extends ProcessCase {

  @Test
  void shouldAllGoOnThoughSomeAreLeftOutAtFirst() {
    // given: all are under way, each as large as what is read at once, when nobody takes in reports
    OrchestratorProcess first = orchestrator();
    FakeWorker worker = worker();
    List<UUID> ids =
        Stream.generate(() -> Tasks.submit(wire, Tasks.SHARED_SKILL)).limit(6).toList();
    await()
        .atMost(PATIENCE)
        .until(() -> ids.stream().noneMatch(id -> worker.commandsOf(id).isEmpty()));
    first.kill();
    new Database(servers.jdbcUrl()).execute("update task set size = 5000000");
    for (UUID id : ids) {
      RunStep step = worker.commandsOf(id).getFirst();
      worker.start(step);
      worker.complete(step);
    }

    // when
    OrchestratorProcess second = orchestrator();

    // then
    await()
        .atMost(PATIENCE)
        .until(() -> {
          worker.beat();
          return ids.stream().allMatch(id -> isFinal(second.api(), id));
        });
    assertThat(ids)
        .allSatisfy(
            id -> assertThat(task(second.api(), id).status()).isEqualTo(TaskStatus.COMPLETED));
  }
}
