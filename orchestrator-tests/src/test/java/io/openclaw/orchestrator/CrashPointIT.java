package io.openclaw.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.EventJson;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Cable;
import io.openclaw.orchestrator.support.CrashPoint;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.LiveStream;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.RecordedEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Kills the orchestrator between two of its effects; what is recorded, shown and sent afterwards is
 * as if nothing had happened. A run without a crash tells how many such moments a task has; they
 * are cut into as many parts as there are rounds, and in each it dies at one of them. {@code
 * -Dopenclaw.crash.rounds} says how many rounds (1000: at every moment, for an hour), {@code
 * -Dopenclaw.crash.seed} which moments.
 */
@NullUnmarked
class CrashPointIT extends ProcessCase {
  private static final int ROUNDS = Integer.getInteger("openclaw.crash.rounds", 4);

  @Test
  void shouldGoOnWhereverItDies() {
    long seed = Long.getLong("openclaw.crash.seed", System.nanoTime());
    System.out.println("crash points begin with seed " + seed);
    Random random = new Random(seed);
    // The topics have to be there before anybody listens to them.
    orchestrator().kill();
    Wire.Tap events = open(wire.tap(List.of(Topics.EVENTS)));
    Wire.Tap cancels = open(wire.tap(List.of(Topics.CANCELS)));
    CrashPoint never = CrashPoint.never();
    UUID unharmed = runInto(never, true, worker(), new HashSet<>(), events);
    assertThat(hasEnded(events, unharmed)).isTrue();
    int rounds = Math.min(ROUNDS, never.count());
    int reached = 0;
    for (int round = 0; round < rounds; round++) {
      CrashPoint point = new CrashPoint(moment(round, rounds, never.count(), random));
      FakeWorker worker = worker();
      Set<RunStep> done = new HashSet<>();
      UUID id = runInto(point, random.nextBoolean(), worker, done, events);
      OrchestratorProcess next = open(OrchestratorProcess.start(servers.environment()));
      workOff(next.api(), worker, id, done.toArray(RunStep[]::new));
      checkHistory(point, next.api().events(id));
      checkLiveView(point, id, next.api().events(id));
      checkTopic(point, id, events);
      checkCancels(point, id, cancels);
      next.kill();
      reached += point.isReached() ? 1 : 0;
    }
    // Not each run has as many moments as the first.
    assertThat(reached).as("crashes, seed %d", seed).isGreaterThan(rounds / 2);
  }

  /** Any of the round's part. */
  private static int moment(int round, int rounds, int moments, Random random) {
    int first = round * moments / rounds;
    int next = (round + 1) * moments / rounds;
    return 1 + first + random.nextInt(next - first);
  }

  /** A task that was under way when the orchestrator died; over, where it did not come to that. */
  private UUID runInto(
      CrashPoint point, boolean isKilled, FakeWorker worker, Set<RunStep> done, Wire.Tap events) {
    Cable postgres = open(new Cable(servers.postgresPort(), point::letsPostgres));
    Cable redis = open(new Cable(servers.redisPort(), point::letsRedis));
    OrchestratorProcess orchestrator =
        open(OrchestratorProcess.start(servers.environment(postgres, redis)));
    worker.beat();
    point.arm();
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> {
          done.addAll(Tasks.workOff(worker, id, done));
          return point.isReached() || hasEnded(events, id);
        });
    System.out.printf(
        "crash at %s; %s, moments so far: %d%n",
        point, isKilled ? "killed" : "told to end", point.count());
    if (isKilled) {
      orchestrator.kill();
    } else {
      // Before it ends, it tells Kafka what it takes for dealt with.
      orchestrator.close();
    }
    return id;
  }

  private static boolean hasEnded(Wire.Tap events, UUID id) {
    return events.events(id.toString(), TaskEvent.class).stream()
        .anyMatch(TaskEvent.TaskCompleted.class::isInstance);
  }

  private static void checkHistory(CrashPoint point, List<RecordedEvent> history) {
    assertThat(history)
        .as("numbers, crash at %s", point)
        .extracting(RecordedEvent::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(history)
        .as("ends once, crash at %s", point)
        .filteredOn(recorded -> recorded.event() instanceof TaskEvent.TaskCompleted)
        .containsExactly(history.getLast());
    assertThat(history)
        .as("each part of a step is completed once, crash at %s", point)
        .filteredOn(recorded -> recorded.event() instanceof TaskEvent.StepCompleted)
        .extracting(recorded -> ((TaskEvent.StepCompleted) recorded.event()).step())
        .doesNotHaveDuplicates()
        .hasSize(6);
  }

  /** Watchers see each event, once and in order. */
  private void checkLiveView(CrashPoint point, UUID id, List<RecordedEvent> history) {
    LiveStream live = open(new LiveStream(servers.redisAddress()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(live.entries(id))
                .as("crash at %s", point)
                .containsExactlyElementsOf(
                    history.stream().map(one -> EventJson.writeString(one.event())).toList()));
  }

  /** What Kafka brings again is known again, and begins nothing that would have to be ended. */
  private static void checkCancels(CrashPoint point, UUID id, Wire.Tap cancels) {
    assertThat(cancels.keyed(id.toString())).as("crash at %s", point).isEmpty();
  }

  /** At least once; what comes again is the same. */
  private static void checkTopic(CrashPoint point, UUID id, Wire.Tap events) {
    Map<String, Set<String>> contents = new TreeMap<>();
    events
        .keyed(id.toString())
        .forEach(record ->
            contents
                .computeIfAbsent(Wire.header(record, "ce_id"), _ -> new HashSet<>())
                .add(new String(record.value(), UTF_8)));
    assertThat(contents.values())
        .as("crash at %s", point)
        .allSatisfy(content -> assertThat(content).hasSize(1));
  }
}
