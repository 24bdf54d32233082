package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.StepReport;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Failed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.worker.liveness.WorkerIdentity;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that several workers come by. */
class StepIntakeRivalsTest extends StepIntakeCase {
  private static final WorkerIdentity OTHER = new WorkerIdentity("worker-2", new UUID(0, 8));

  StepIntakeRivalsTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void shouldIgnoreWhatAWorkerThatIsGoneHadTaken() throws InterruptedException {
    // given
    finish.countDown();
    take(step(task, 2, LONG));
    await().until(() -> running.count() == 0);

    // when
    StepIntake next = intake(data);
    next.take(delivery(step(task, 2, LONG), () -> {}));
    next.take(delivery(step(task, 1, LONG), () -> {}));

    // then
    assertThat(runs).hasValue(1);
    assertThat(acknowledged).hasValue(3);
    assertThat(reports.sent()).hasExactlyElementsOfTypes(Started.class, Completed.class);
  }

  @Test
  void shouldIgnoreAStepThatAnotherWorkerTookWhileItWaited() throws Exception {
    // given
    take(step(UUID.randomUUID(), 1, LONG));
    take(step(UUID.randomUUID(), 1, LONG));
    Thread third = Thread.ofVirtual().start(() -> takeQuietly(step(task, 1, LONG)));
    await().until(() -> third.getState() == Thread.State.WAITING);

    // when
    boolean taken = othersLedger().take(step(task, 1, LONG));
    finish.countDown();

    // then
    assertThat(taken).isTrue();
    assertThat(third.join(Duration.ofSeconds(5))).isTrue();
    assertThat(acknowledged).hasValue(3);
    assertThat(reports.sent())
        .filteredOn(report -> report.taskId().equals(task))
        .satisfiesExactly(StepIntakeRivalsTest::names);
  }

  @Test
  void shouldSayWhoHasTakenWhatKafkaBringsAgain() throws Exception {
    // given a worker that has perhaps died before it could say so
    othersLedger().take(step(task, 1, LONG));

    // when
    take(step(task, 1, LONG));

    // then
    assertThat(reports.sent()).satisfiesExactly(StepIntakeRivalsTest::names);
    assertThat(acknowledged).hasValue(1);
    assertThat(runs).hasValue(0);
  }

  /** As after a power cut: the folder has its name, and what was written in it is gone. */
  @Test
  void shouldFailWhatSomebodyHasTakenWhomNobodyKnows() throws Exception {
    // given
    othersLedger().take(step(task, 1, LONG));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "");
      }
    }

    // when
    take(step(task, 1, LONG));

    // then
    assertThat(reports.sent())
        .satisfiesExactly(report -> assertThat(((Failed) report).cause().retryable()).isTrue());
    assertThat(acknowledged).hasValue(1);
    assertThat(runs).hasValue(0);
  }

  @Test
  void shouldNotNameItselfWhereItWasOvertakenBeforeItTook() throws Exception {
    // given
    StepIntake frozen =
        intake(new Interposed(data, () -> othersLedger().take(step(task, 1, LONG))));

    // when
    frozen.take(delivery(step(task, 1, LONG), () -> {}));

    // then
    assertThat(reports.sent()).satisfiesExactly(StepIntakeRivalsTest::names);
    assertThat(acknowledged).hasValue(1);
    assertThat(runs).hasValue(0);
  }

  @Test
  void shouldNotRunAnAttemptAfterALaterOneWasTaken() throws Exception {
    // given
    StepIntake frozen =
        intake(new Interposed(data, () -> othersLedger().take(step(task, 2, LONG))));

    // when
    frozen.take(delivery(step(task, 1, LONG), () -> {}));

    // then
    assertThat(acknowledged).hasValue(1);
    assertThat(running.count()).isZero();
    assertThat(runs).hasValue(0);
  }

  @Test
  void shouldFailWhatItCannotTakeInItsOwnNameOnly() throws Exception {
    // given
    StepIntake cutOff =
        intake(
            new Interposed(
                data,
                () -> {
                  othersLedger().take(step(task, 1, LONG));
                  throw new IOException("no answer");
                }));

    // when
    cutOff.take(delivery(step(task, 1, LONG), () -> {}));

    // then
    assertThat(reports.sent())
        .satisfiesExactly(
            report -> assertThat(((Failed) report).incarnation()).isEqualTo(SELF.incarnation()));
  }

  /** A store may be far away. */
  @Test
  void shouldAskOnceAboutWhatItPassesOver() throws Exception {
    // given
    List<String> asked = new CopyOnWriteArrayList<>();
    othersLedger().take(step(task, 1, LONG));

    // when
    intake(overheard(asked)).take(delivery(step(task, 1, LONG), () -> {}));

    // then
    assertThat(reports.sent()).satisfiesExactly(StepIntakeRivalsTest::names);
    assertThat(asked).containsExactly("newestAttempt", "taker");
  }

  private ArtifactStore overheard(List<String> asked) {
    ArtifactStore store = new FileArtifactStore(data);
    return (ArtifactStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ArtifactStore.class},
            (_, method, arguments) -> {
              asked.add(method.getName());
              return method.invoke(store, arguments);
            });
  }

  private AttemptLedger othersLedger() {
    return new AttemptLedger(new FileArtifactStore(data), OTHER);
  }

  private static void names(StepReport report) {
    assertThat(report)
        .isInstanceOfSatisfying(
            Started.class,
            started ->
                assertThat(new WorkerIdentity(started.workerId(), started.incarnation()))
                    .isEqualTo(OTHER));
  }
}
