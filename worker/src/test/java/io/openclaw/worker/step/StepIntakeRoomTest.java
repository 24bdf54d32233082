package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadBalancing.Rule;
import io.openclaw.workspace.LoadBalancing.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that wait for room. */
class StepIntakeRoomTest extends StepIntakeCase {
  StepIntakeRoomTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void shouldTakeNoMoreThanThereIsRoomFor() throws InterruptedException {
    // given
    take(step(UUID.randomUUID(), 1, LONG));
    take(step(UUID.randomUUID(), 1, LONG));

    // when
    Thread third = Thread.ofVirtual().start(() -> takeQuietly(step(UUID.randomUUID(), 1, LONG)));

    // then
    assertThat(third.join(Duration.ofMillis(300))).isFalse();
    assertThat(acknowledged).hasValue(2);
    finish.countDown();
    assertThat(third.join(Duration.ofSeconds(5))).isTrue();
    assertThat(acknowledged).hasValue(3);
  }

  @Test
  void shouldLeaveAStepWhosePartitionMovedOnWhileItWaited() throws InterruptedException {
    // given
    take(step(UUID.randomUUID(), 1, LONG));
    take(step(UUID.randomUUID(), 1, LONG));
    Thread third = Thread.ofVirtual().start(() -> takeQuietly(step(task, 1, LONG)));

    // when
    partitions.remove(List.of(PARTITION));
    finish.countDown();

    // then
    assertThat(third.join(Duration.ofSeconds(5))).isTrue();
    assertThat(acknowledged).hasValue(2);
    assertThat(reports.sent()).noneMatch(report -> report.taskId().equals(task));
  }

  @Test
  void shouldKeepToTheLimitOfTheAgentAndFollowItsEdits() throws InterruptedException {
    // given
    limit(1);
    take(step(UUID.randomUUID(), 1, LONG));
    Thread second = Thread.ofVirtual().start(() -> takeQuietly(step(task, 1, LONG)));
    await().until(() -> second.getState() == Thread.State.WAITING);
    assertThat(runs).hasValue(1);

    // when
    limit(2);

    // then
    assertThat(second.join(Duration.ofSeconds(5))).isTrue();
    assertThat(acknowledged).hasValue(2);
  }

  @Test
  void shouldLetALaterAttemptHaveThePlaceOfAnEarlierOne() throws InterruptedException {
    // given
    limit(1);
    take(step(task, 1, LONG));

    // when
    Thread later = Thread.ofVirtual().start(() -> takeQuietly(step(task, 2, LONG)));

    // then
    assertThat(later.join(Duration.ofSeconds(5))).isTrue();
    finish.countDown();
    await().until(() -> reports.sent().size() == 3);
    assertThat(reports.sent().getLast())
        .isInstanceOfSatisfying(
            Completed.class, completed -> assertThat(completed.step().attempt()).isEqualTo(2));
  }

  @Test
  void shouldGiveEveryPlaceBack() throws InterruptedException {
    // given
    finish.countDown();
    reports.refuse(report -> report instanceof Started && report.taskId().equals(task));

    // when
    Thread all =
        Thread.ofVirtual()
            .start(() -> {
              takeQuietly(step(task, 1, LONG));
              for (int n = 0; n < 3; n++) {
                takeQuietly(step(UUID.randomUUID(), 1, LONG));
              }
            });

    // then
    assertThat(all.join(Duration.ofSeconds(5))).isTrue();
    await().until(() -> rooms.inside("agent-a") == 0);
    assertThat(runs).hasValue(3);
  }

  @Test
  void shouldNotLetTheEndWaitForRoom() throws InterruptedException {
    // given
    limit(1);
    take(step(UUID.randomUUID(), 1, LONG));
    Thread second = Thread.ofVirtual().start(() -> takeQuietly(step(task, 1, LONG)));
    await().until(() -> second.getState() == Thread.State.WAITING);

    // when
    intake.close();

    // then
    assertThat(second.join(Duration.ofSeconds(5))).isTrue();
    assertThat(acknowledged).hasValue(1);
    assertThat(reports.sent()).noneMatch(report -> report.taskId().equals(task));
  }

  private void limit(int steps) {
    limits.apply(new LoadBalancing(new Rule(Strategy.LEAST_BUSY, steps), Map.of()));
    rooms.look();
  }
}
