package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.EventJson;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.event.Topics;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.fixture.RecordingLiveView;
import io.openclaw.worker.fixture.RecordingReports;
import io.openclaw.worker.liveness.WorkerIdentity;
import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadBalancing.Rule;
import io.openclaw.workspace.LoadBalancing.Strategy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a poll to the end of a step, with limits of one step for each agent. */
class LanesTest {
  private static final TopicPartition A = new TopicPartition(Topics.steps("agent-a"), 0);
  private static final TopicPartition B = new TopicPartition(Topics.steps("agent-b"), 0);

  private final OwnedPartitions partitions = new OwnedPartitions();
  private final RecordingReports reports = new RecordingReports();
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private final List<UUID> failed = new CopyOnWriteArrayList<>();
  private final List<UUID> acknowledged = new CopyOnWriteArrayList<>();
  private final Semaphore finish = new Semaphore(0);
  private final StepLimits limits = new StepLimits(OptionalInt.empty(), List.of("*"));
  private final StepRooms rooms = new StepRooms(limits);
  private final Reading reading = new Reading(this::onPollingThread);
  private final RunningSteps running;
  private final StepIntake intake;
  private final Lanes lanes;
  private long offset;

  @SuppressWarnings("deprecation") // an enum of its own in a later Kafka
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  LanesTest(@TempDir Path data) {
    StepReporter reporter =
        new StepReporter(
            reports::send,
            new RecordingLiveView(),
            new StepMeters(new SimpleMeterRegistry()),
            new WorkerIdentity("worker-1", new UUID(0, 7)),
            Clock.systemUTC());
    running = new RunningSteps(this::work, reporter);
    intake =
        new StepIntake(
            partitions,
            new AttemptLedger(
                new FileArtifactStore(data), new WorkerIdentity("worker-1", new UUID(0, 7))),
            reporter,
            running,
            (record, reason) -> {
              throw new IllegalStateException("a bug");
            },
            rooms,
            new CancelledSteps());
    lanes = new Lanes(intake, reading, opened::add);
  }

  /** One at a time is what matters. */
  private synchronized void onPollingThread(Runnable action) {
    action.run();
  }

  private Outcome work(RunStep step) throws InterruptedException {
    finish.acquire();
    return new Outcome.Completed(new Result("done", Map.of(), List.of()));
  }

  @BeforeEach
  void begin() {
    limits.apply(new LoadBalancing(new Rule(Strategy.LEAST_BUSY, 1), Map.of()));
    partitions.add(List.of(A, B));
    consumer.assign(List.of(A, B));
    reading.assigned(consumer);
  }

  @AfterEach
  void end() throws InterruptedException {
    intake.close();
    running.stop(Duration.ZERO, Duration.ofSeconds(5));
  }

  @Test
  void shouldNotLetAFullAgentHoldUpAnotherOne() {
    // when
    List<UUID> first = IntStream.range(0, 3).mapToObj(n -> poll(A)).toList();
    UUID other = poll(B);

    // then
    await().until(() -> acknowledged.size() == 2);
    assertThat(acknowledged).containsExactlyInAnyOrder(first.getFirst(), other);
    assertThat(opened).containsExactly(A.topic(), B.topic());
  }

  @Test
  void shouldKeepTheOrderOfATopic() {
    // when
    List<UUID> tasks = IntStream.range(0, 10).mapToObj(n -> poll(A)).toList();
    finish.release(10);

    // then
    await().until(() -> reports.sent().size() == 20);
    assertThat(reports.sent())
        .filteredOn(Started.class::isInstance)
        .extracting(report -> report.taskId())
        .containsExactlyElementsOf(tasks);
    assertThat(acknowledged).containsExactlyElementsOf(tasks);
  }

  @Test
  void shouldReadATopicOnlyAsFarAsItsStepsCanFollow() {
    // when the first one gets its place, and fifteen wait
    poll(A);
    await().until(() -> reading.waiting(A.topic()) == 0);
    IntStream.range(0, 15).forEach(n -> poll(A));
    assertThat(consumer.paused()).isEmpty();

    // then
    poll(A);
    assertThat(consumer.paused()).containsExactly(A);

    // when
    finish.release(7);
    await().until(() -> acknowledged.size() == 8);
    await().until(() -> reading.waiting(A.topic()) == 9);
    assertThat(consumer.paused()).containsExactly(A);
    finish.release();

    // then
    await().until(() -> consumer.paused().isEmpty());
    assertThat(reading.waiting(A.topic())).isEqualTo(8);
  }

  @Test
  void shouldDropWhatWaitsWhenItsPartitionGoes() {
    // given
    UUID begun = poll(A);
    await().until(() -> reading.waiting(A.topic()) == 0);
    IntStream.range(0, 16).forEach(n -> poll(A));
    StepRebalance rebalance = new StepRebalance(partitions, lanes, reading);

    // when
    rebalance.onPartitionsRevoked(consumer, List.of(A));
    assertThat(reading.waiting(A.topic())).isZero();
    finish.release(20);
    await().until(() -> running.count() == 0);
    rebalance.onPartitionsAssigned(consumer, List.of(A));
    UUID later = poll(A);

    // then
    await().until(() -> acknowledged.contains(later));
    assertThat(acknowledged).containsExactly(begun, later);
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void shouldFailWhatItCannotDealWithAndGoOn() {
    // when
    UUID poison = poll(A, new byte[] {1});
    UUID next = poll(A);
    finish.release();

    // then
    await().until(() -> reports.sent().stream().anyMatch(Completed.class::isInstance));
    assertThat(failed).containsExactly(poison);
    assertThat(acknowledged).containsExactly(next);
    assertThat(reading.waiting(A.topic())).isZero();
  }

  @Test
  void shouldDropWhatWaitsWhenTheWorkerEnds() {
    // given
    UUID begun = poll(A);
    await().until(() -> acknowledged.contains(begun));
    IntStream.range(0, 5).forEach(n -> poll(A));

    // when
    intake.close();

    // then
    await().until(() -> reading.waiting(A.topic()) == 0);
    assertThat(acknowledged).containsExactly(begun);
  }

  private UUID poll(TopicPartition partition) {
    UUID task = UUID.randomUUID();
    return poll(partition, task, EventJson.write(step(task, 1, Duration.ofMinutes(1))));
  }

  private UUID poll(TopicPartition partition, byte[] value) {
    return poll(partition, UUID.randomUUID(), value);
  }

  private UUID poll(TopicPartition partition, UUID task, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset++, new byte[0], value);
    onPollingThread(() -> reading.polled(List.of(record)));
    lanes.add(new Delivery(record, () -> acknowledged.add(task), reason -> failed.add(task)));
    return task;
  }
}
