package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.directStep;
import static io.openclaw.worker.it.StepSender.waitingStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the packaged worker lives through the loss of what it depends on, and of itself. */
class OutageIT extends StepsCase {

  @Test
  void shouldNotLoseAResultWhileKafkaIsAway() throws Exception {
    try (WorkerProcess worker = WorkerProcess.start(servers, Map.of())) {
      // given
      Path until = folder.resolve("now");
      RunStep step = waitingStep(until, Duration.ofMinutes(5));
      sender.send(step);
      await().until(() -> reports.of(step).size() == 1);

      // when
      servers.kafka.kill();
      Files.writeString(until, "");
      await().until(() -> Files.readString(worker.log()).contains("Kafka does not take an event"));
      servers.kafka.restart();

      // then
      await().until(() -> reports.of(step).size() == 2);
      assertThat(reports.of(step)).hasExactlyElementsOfTypes(Started.class, Completed.class);
      assertThat(worker.get("/q/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldLeaveNothingOfAKilledWorkersCalls() throws Exception {
    // given
    RunStep step = waitingStep(folder.resolve("never"), Duration.ofMinutes(5));
    WorkerProcess killed = WorkerProcess.start(servers, Map.of());
    List<ProcessHandle> skills;
    try (RunReader runs = new RunReader(servers)) {
      sender.send(step);
      await().until(() -> !runs.progress(step.taskId()).isEmpty());
      skills = killed.skills();
      assertThat(skills).isNotEmpty();

      // when
      killed.kill();
    }

    // then the kernel has ended its processes, and the next worker removes their folders
    await().untilAsserted(() -> assertThat(skills).noneMatch(OutageIT::isRunning));
    assertThat(killed.hasLeftFolders()).isTrue();
    try (WorkerProcess next = WorkerProcess.start(servers, Map.of())) {
      assertThat(next.get("/q/health/live").statusCode()).isEqualTo(200);
      await().until(() -> !killed.hasLeftFolders());
    }
    killed.close();
  }

  @Test
  void shouldNotDoAgainWhatAKilledWorkerHadDone() throws Exception {
    // given a worker that dies before Kafka knows what it has taken
    RunStep done = directStep("shared/basics:count");
    Map<String, String> shared = Map.of("OPENCLAW_DATA", folder.resolve("data").toString());
    Map<String, String> forgetful = new HashMap<>(shared);
    forgetful.put("MP_MESSAGING_INCOMING_STEPS_AUTO_COMMIT_INTERVAL_MS", "600000");
    try (WorkerProcess killed = WorkerProcess.start(servers, forgetful)) {
      sender.send(done);
      await().until(() -> reports.of(done).size() == 2);
      killed.kill();
    }

    // when
    RunStep next = directStep("shared/basics:count");
    try (WorkerProcess worker = WorkerProcess.start(servers, shared)) {
      sender.send(next);
      await().until(() -> reports.of(next).size() == 2);

      // then
      assertThat(Files.readString(worker.log())).contains("A step came again and is ignored.");
      assertThat(reports.of(done))
          .hasExactlyElementsOfTypes(Started.class, Completed.class, Started.class);
      Started first = (Started) reports.of(done).getFirst();
      Started again = (Started) reports.of(done).getLast();
      assertThat(again.incarnation()).as("who had it").isEqualTo(first.incarnation());
    }
  }

  @Test
  void shouldDoItsWorkWithoutRedis() throws Exception {
    try (WorkerProcess worker = WorkerProcess.start(servers, Map.of())) {
      // given
      RunStep before = directStep("shared/basics:count");
      sender.send(before);
      await().until(() -> reports.of(before).size() == 2);

      // when
      servers.stopRedis();
      RunStep without = directStep("shared/basics:count");
      sender.send(without);
      await().until(() -> reports.of(without).size() == 2);
      servers.restartRedis();
      RunStep again = directStep("shared/basics:count");
      sender.send(again);
      await().until(() -> reports.of(again).size() == 2);

      // then
      assertThat(reports.of(without)).hasExactlyElementsOfTypes(Started.class, Completed.class);
      assertThat(worker.get("/q/health/ready").statusCode()).isEqualTo(200);
      try (RunReader runs = new RunReader(servers)) {
        await()
            .untilAsserted(() -> {
              RunStep later = directStep("shared/basics:count");
              sender.send(later);
              await().until(() -> reports.of(later).size() == 2);
              assertThat(runs.events(later.taskId())).isNotEmpty();
            });
      }
    }
  }

  /** One that has ended and that nobody has collected is there, but without a command. */
  private static boolean isRunning(ProcessHandle process) {
    return process.info().command().isPresent();
  }
}
