package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.EventJson;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.fixture.RecordingLiveView;
import io.openclaw.worker.fixture.RecordingReports;
import io.openclaw.worker.liveness.WorkerIdentity;
import io.openclaw.workspace.LoadBalancing;
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

/** An intake with room for two steps, whose work ends when it is told to. */
abstract class StepIntakeCase {
  static final Duration LONG = Duration.ofMinutes(1);
  static final TopicPartition PARTITION = new TopicPartition("openclaw.steps.agent-a", 0);
  static final WorkerIdentity SELF = new WorkerIdentity("worker-1", new UUID(0, 7));

  final CancelledSteps cancelled = new CancelledSteps();
  final OwnedPartitions partitions = new OwnedPartitions();
  final RecordingReports reports = new RecordingReports();
  final RecordingLiveView live = new RecordingLiveView();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<String> deadLetters = new CopyOnWriteArrayList<>();
  final AtomicInteger acknowledged = new AtomicInteger();
  final AtomicInteger runs = new AtomicInteger();
  final CountDownLatch finish = new CountDownLatch(1);
  final UUID task = UUID.randomUUID();
  final StepReporter reporter =
      new StepReporter(reports::send, live, new StepMeters(meters), SELF, Clock.systemUTC());
  final RunningSteps running = new RunningSteps(this::work, reporter);
  final StepLimits limits = new StepLimits(OptionalInt.of(2), List.of("*"));
  final StepRooms rooms = new StepRooms(limits);
  final Path data;
  final StepIntake intake;

  StepIntakeCase(Path data) {
    this.data = data;
    this.intake = intake(data);
  }

  final StepIntake intake(Path folder) {
    return intake(new FileArtifactStore(folder));
  }

  final StepIntake intake(ArtifactStore artifacts) {
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

  void take(RunStep step) throws InterruptedException {
    intake.take(delivery(step, () -> {}));
  }

  void takeQuietly(RunStep step) {
    try {
      take(step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Delivery delivery(RunStep step, Runnable check) {
    return record(EventJson.write(step), check);
  }

  Delivery record(byte @Nullable [] value, Runnable check) {
    return new Delivery(
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 5, new byte[0], value),
        () -> {
          check.run();
          acknowledged.incrementAndGet();
        },
        failure -> {});
  }
}
