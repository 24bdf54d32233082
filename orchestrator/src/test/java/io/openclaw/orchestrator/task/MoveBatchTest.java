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
import io.openclaw.orchestrator.store.TaskEntry;
import io.openclaw.orchestrator.store.TaskLedger.Stored;
import io.openclaw.orchestrator.support.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /** What is about it comes to the next batch in its order, and nothing of it to this one. */
  @Test
  void shouldLeaveATaskThatWasNotRead() {
    // given
    UUID other = UUID.fromString("00000000-0000-7000-8000-000000000001");
    MoveBatch batch =
        new MoveBatch(Map.of(ID, sound(0), other, new Stored.LeftOut()), Set.of(), NOW, () -> 0.5);
    Impulse first = cancel("1", other);
    Impulse second = cancel("2", other);

    // when
    List.of(first, cancel("3", ID), second).forEach(batch::take);

    // then
    assertThat(batch.left()).containsExactly(first, second);
    assertThat(batch.messageIds()).containsExactly("3");
    assertThat(batch.entries()).singleElement().returns(ID, TaskEntry::taskId);
  }

  @Test
  void shouldNotWriteMoreStatesThanFitIntoOneStatement() {
    // given
    int size = 6 * 1024 * 1024;
    Map<UUID, Stored> tasks = new LinkedHashMap<>();
    List<Impulse> impulses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tasks.put(new UUID(0, i), sound(size));
      impulses.add(cancel("" + i, new UUID(0, i)));
    }
    MoveBatch batch = new MoveBatch(tasks, Set.of(), NOW, () -> 0.5);

    // when
    impulses.forEach(batch::take);

    // then
    assertThat(batch.entries()).hasSize(3);
    assertThat(batch.left()).isEqualTo(impulses.subList(3, 5));
  }

  private static Impulse cancel(String messageId, UUID task) {
    return new Impulse.Happening(messageId, task, new TaskInput.Cancel("me", null));
  }

  /** On a task with one step, of which a first attempt is sent. */
  private static MoveBatch batch(Instant now) {
    return new MoveBatch(Map.of(ID, sound(0)), Set.of(), now, () -> 0.5);
  }

  private static Stored sound(int size) {
    Plan plan = Plans.workflow(Plans.step("a", List.of("x"), List.of(), 0));
    Request request =
        new Request(ID, "default", "do", null, Map.of(), List.of(), null, List.of(), NOW);
    Decision begun =
        TaskEngine.transition(
            TaskEngine.accept(request).state(), new TaskInput.Planned(plan), NOW, 0.5);
    StoredTask stored = new StoredTask(begun.state(), 1, size);
    return new Stored.Sound(stored);
  }
}
