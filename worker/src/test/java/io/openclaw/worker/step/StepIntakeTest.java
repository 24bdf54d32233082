package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.EventJson;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Failed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.fixture.RecordingLiveView;
import io.openclaw.worker.fixture.RecordingReports;
import io.openclaw.worker.liveness.WorkerIdentity;
import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadBalancing.Rule;
import io.openclaw.workspace.LoadBalancing.Strategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepIntakeTest {
  private final CancelledSteps cancelled = new CancelledSteps();
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final TopicPartition PARTITION = new TopicPartition("openclaw.steps.agent-a", 0);

  private final OwnedPartitions partitions = new OwnedPartitions();
  private final RecordingReports reports = new RecordingReports();
  private final RecordingLiveView live = new RecordingLiveView();
  private static final WorkerIdentity SELF = new WorkerIdentity("worker-1", new UUID(0, 7));
  private static final WorkerIdentity OTHER = new WorkerIdentity("worker-2", new UUID(0, 8));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> deadLetters = new CopyOnWriteArrayList<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch finish = new CountDownLatch(1);
  private final UUID task = UUID.randomUUID();
  private final StepReporter reporter =
      new StepReporter(reports::send, live, new StepMeters(meters), SELF, Clock.systemUTC());
  private final RunningSteps running = new RunningSteps(this::work, reporter);
  private final StepLimits limits = new StepLimits(OptionalInt.of(2), List.of("*"));
  private final StepRooms rooms = new StepRooms(limits);
  private final Path data;
  private final StepIntake intake;

  StepIntakeTest(@TempDir Path data) {
    this.data = data;
    this.intake = intake(data);
  }

  private StepIntake intake(Path data) {
    return intake(new FileArtifactStore(data));
  }

  private StepIntake intake(ArtifactStore artifacts) {
    return new StepIntake(
        partitions,
        new AttemptLedger(artifacts, SELF),
        reporter,
        running,
        (record, reason) -> deadLetters.add(reason),
        rooms,
        cancelled);
  }

  private Outcome work(RunStep step) throws InterruptedException {
    runs.incrementAndGet();
    finish.await();
    return new Outcome.Completed(new Result("done", Map.of(), List.of()));
  }

  @BeforeEach
  void own() {
    partitions.add(List.of(PARTITION));
    limits.apply(LoadBalancing.DEFAULT);
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.stop(Duration.ZERO, Duration.ofSeconds(5));
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
        .satisfiesExactly(StepIntakeTest::names);
  }

  @Test
  void shouldSayWhoHasTakenWhatKafkaBringsAgain() throws Exception {
    // given a worker that has perhaps died before it could say so
    othersLedger().take(step(task, 1, LONG));

    // when
    take(step(task, 1, LONG));

    // then
    assertThat(reports.sent()).satisfiesExactly(StepIntakeTest::names);
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
    assertThat(reports.sent()).satisfiesExactly(StepIntakeTest::names);
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

  private void limit(int steps) {
    limits.apply(new LoadBalancing(new Rule(Strategy.LEAST_BUSY, steps), Map.of()));
    rooms.look();
  }

  private void take(RunStep step) throws InterruptedException {
    intake.take(delivery(step, () -> {}));
  }

  private void takeQuietly(RunStep step) {
    try {
      take(step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Delivery delivery(RunStep step, Runnable check) {
    return record(EventJson.write(step), check);
  }

  private Delivery record(byte @Nullable [] value, Runnable check) {
    return new Delivery(
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 5, new byte[0], value),
        () -> {
          check.run();
          acknowledged.incrementAndGet();
        },
        failure -> {});
  }
}
