package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Failed;
import io.openclaw.event.StepReport.Started;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a step that comes. */
class StepIntakeTest extends StepIntakeCase {
  StepIntakeTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void shouldSayThatAStepHasStartedBeforeItAcknowledgesIt() throws InterruptedException {
    // when
    intake.take(delivery(step(task, 1, LONG), () -> assertThat(reports.sent()).hasSize(1)));
    finish.countDown();

    // then
    await().until(() -> reports.sent().size() == 2);
    assertThat(reports.sent()).hasExactlyElementsOfTypes(Started.class, Completed.class);
    assertThat((Started) reports.sent().getFirst())
        .satisfies(started -> assertThat(started.workerId()).isEqualTo("worker-1"))
        .satisfies(started -> assertThat(started.incarnation()).isEqualTo(new UUID(0, 7)));
    assertThat(live.flushes()).isEqualTo(1);
    assertThat(
            meters.counter("agent.requests", "agent_id", "agent-a", "status", "completed").count())
        .isEqualTo(1);
  }

  @Test
  void shouldIgnoreAStepThatComesAgainWhileItRunsAndAfterwards() throws InterruptedException {
    // when
    take(step(task, 1, LONG));
    take(step(task, 1, LONG));
    finish.countDown();
    await().until(() -> running.count() == 0);
    take(step(task, 1, LONG));

    // then
    assertThat(runs).hasValue(1);
    assertThat(acknowledged).hasValue(3);
    assertThat(reports.sent()).hasSize(2);
  }

  @Test
  void shouldFailAStepWhoseResultsCouldNotBeStored() throws Exception {
    // given
    StepIntake withoutFolder = intake(Files.writeString(data.resolve("file"), ""));

    // when
    withoutFolder.take(delivery(step(task, 1, LONG), () -> {}));

    // then
    assertThat(reports.sent().getLast())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.cause().code()).isEqualTo("INTERNAL"));
    assertThat(acknowledged).hasValue(1);
    assertThat(runs).hasValue(0);
  }

  @Test
  void shouldFailAStepThatItCannotDealWith() throws InterruptedException {
    // given
    reports.refuse(Started.class::isInstance);

    // when
    for (int n = 0; n < 3; n++) {
      take(step(UUID.randomUUID(), 1, LONG));
    }

    // then
    assertThat(reports.sent())
        .hasSize(3)
        .allSatisfy(report -> assertThat(((Failed) report).cause().code()).isEqualTo("INTERNAL"));
    assertThat(acknowledged).hasValue(3);
    assertThat(deadLetters).isEmpty();
    assertThat(runs).hasValue(0);
  }

  @Test
  void shouldAbandonAnAttemptWhenALaterOneComesAndIgnoreALateOne() throws InterruptedException {
    // when
    take(step(task, 1, LONG));
    take(step(task, 2, LONG));
    await().until(() -> running.count() == 1);
    take(step(task, 1, LONG));
    finish.countDown();

    // then
    await().until(() -> running.count() == 0);
    assertThat(reports.sent())
        .hasExactlyElementsOfTypes(Started.class, Started.class, Completed.class);
    assertThat(reports.sent().getLast().step().attempt()).isEqualTo(2);
  }

  @Test
  void shouldBuryWhatItCannotReadAndGoOn() throws InterruptedException {
    // when
    for (String poison :
        List.of("no json", "{}", "{\"type\":\"io.openclaw.step.fly.v1\"}", "null")) {
      intake.take(record(poison.getBytes(StandardCharsets.UTF_8), () -> {}));
    }
    intake.take(record(null, () -> {}));
    take(step(task, 1, LONG));

    // then
    assertThat(deadLetters).hasSize(5).allMatch(reason -> reason.startsWith("no StepCommand"));
    assertThat(acknowledged).hasValue(6);
    assertThat(reports.sent()).hasSize(1);
  }

  @Test
  void shouldEndAStepWhoseTimeIsOver() throws InterruptedException {
    // when
    take(step(task, 1, Duration.ofMillis(50)));

    // then
    await().until(() -> reports.sent().size() == 2);
    assertThat((Failed) reports.sent().getLast())
        .satisfies(failed -> assertThat(failed.cause().code()).isEqualTo("TIMEOUT"))
        .satisfies(failed -> assertThat(failed.cause().retryable()).isTrue());
  }

  @Test
  void shouldEndStepsWithoutAReportWhenTheWorkerStops() throws InterruptedException {
    // given
    take(step(task, 1, LONG));

    // when
    intake.close();
    running.stop(Duration.ZERO, Duration.ofSeconds(5));
    take(step(UUID.randomUUID(), 1, LONG));

    // then
    assertThat(running.count()).isZero();
    assertThat(reports.sent()).singleElement().isInstanceOf(Started.class);
    assertThat(acknowledged).hasValue(1);
  }

  @Test
  void shouldLetStepsFinishWithinTheGraceTime() throws InterruptedException {
    // given
    take(step(task, 1, LONG));

    // when
    Thread stop =
        Thread.ofVirtual()
            .start(() -> {
              try {
                running.stop(Duration.ofSeconds(10), Duration.ofSeconds(5));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    finish.countDown();

    // then
    assertThat(stop.join(Duration.ofSeconds(5))).isTrue();
    assertThat(reports.sent()).hasExactlyElementsOfTypes(Started.class, Completed.class);
  }
}
