package io.openclaw.orchestrator.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.Request;
import io.openclaw.orchestrator.engine.TaskEngine;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.store.StoredTask;
import io.openclaw.orchestrator.store.TaskLedger.Stored;
import io.openclaw.orchestrator.support.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveBatchTest {
  private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000000");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldNotGoBackInTimeWhereThisClockIsBehindAnotherReplicas() {
    // given: a task as a replica has left it whose clock is ahead
    Instant behind = NOW.minus(Duration.ofMinutes(1));

    // when
    MoveBatch batch = batch(behind);
    batch.take(new Impulse.Happening("m", ID, new TaskInput.Cancel("me", null)));

    // then
    assertThat(batch.entries().getFirst().after().updatedAt()).isEqualTo(NOW);
  }

  /** Of attempts that this process knows, and of those that another one may have sent. */
  @ParameterizedTest
  @CsvSource({"1, false", "2, true"})
  void shouldTellThatItLeavesATaskAsItIs(int attempt, boolean expected) {
    StepAttempt step = new StepAttempt("a", "x", attempt);

    for (StepReport report :
        List.of(
            new StepReport.Started(ID, NOW, step, "w", ID),
            new StepReport.Completed(ID, NOW, step, new Result("", Map.of(), List.of())))) {
      MoveBatch batch = batch(NOW);
      batch.take(new Impulse.Happening("m", ID, new TaskInput.Reported(report)));

      assertThat(batch.dismissesAny()).as("%s", report).isEqualTo(expected);
    }
  }

  /** On a task with one step, of which a first attempt is sent. */
  private static MoveBatch batch(Instant now) {
    Plan plan = Plans.workflow(Plans.step("a", List.of("x"), List.of(), 0));
    Request request =
        new Request(ID, "default", "do", null, Map.of(), List.of(), null, List.of(), NOW);
    Decision begun =
        TaskEngine.transition(
            TaskEngine.accept(request).state(), new TaskInput.Planned(plan), NOW, 0.5);
    StoredTask stored = new StoredTask(begun.state(), 1, 0);
    return new MoveBatch(Map.of(ID, new Stored.Sound(stored)), Set.of(), now, () -> 0.5);
  }
}
