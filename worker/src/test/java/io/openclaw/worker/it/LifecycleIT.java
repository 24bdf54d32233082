package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.directStep;
import static io.openclaw.worker.it.StepSender.waitingStep;
import static io.openclaw.worker.it.WorkerSignals.beats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.event.Topics;
import io.openclaw.event.WorkerSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the packaged worker begins, how much it takes, and how it ends. */
class LifecycleIT extends StepsCase {

  @Test
  void shouldEndItsStepsAndSaySoWhenItIsToldToStop() throws Exception {
    try (WorkerProcess worker = WorkerProcess.start(servers, Map.of());
        TopicLog signals = new TopicLog(servers.kafka, Topics.WORKERS)) {
      // given
      RunStep step = waitingStep(folder.resolve("never"), Duration.ofMinutes(5));
      sender.send(step);
      await().until(() -> reports.of(step).size() == 1);

      // when
      int status = worker.terminate();

      // then
      assertThat(status).isEqualTo(143);
      await()
          .untilAsserted(() ->
              assertThat(signals.events(WorkerSignal.class))
                  .filteredOn(signal -> signal.workerId().equals(worker.id()))
                  .last()
                  .isInstanceOf(WorkerSignal.Stopped.class));
      assertThat(reports.of(step)).hasExactlyElementsOfTypes(Started.class);
      assertThat(((Started) reports.of(step).getFirst()).incarnation())
          .isEqualTo(signals.events(WorkerSignal.class).getLast().incarnation());
    }
  }

  @Test
  void shouldLetStepsFinishWithinItsGraceTime() throws Exception {
    try (WorkerProcess worker =
            WorkerProcess.start(servers, Map.of("OPENCLAW_WORKER_SHUTDOWN_GRACE", "30s"));
        TopicLog signals = new TopicLog(servers.kafka, Topics.WORKERS)) {
      // given
      Path until = folder.resolve("now");
      RunStep step = waitingStep(until, Duration.ofMinutes(5));
      sender.send(step);
      await().until(() -> reports.of(step).size() == 1);
      await().until(() -> !beats(signals, worker).getLast().partitions().isEmpty());

      // when
      Thread stop = Thread.ofVirtual().start(() -> terminate(worker));
      await().until(() -> !isAnswering(worker));
      await().until(() -> beats(signals, worker).getLast().partitions().isEmpty());
      Files.writeString(until, "");

      // then
      assertThat(stop.join(Duration.ofSeconds(60))).isTrue();
      await().until(() -> reports.of(step).size() == 2);
      assertThat(reports.of(step)).hasExactlyElementsOfTypes(Started.class, Completed.class);
      assertThat(worker.hasLeftFolders()).isFalse();
    }
  }

  @Test
  void shouldTakeNoMoreStepsThanItHasRoomFor() throws Exception {
    try (WorkerProcess worker =
        WorkerProcess.start(servers, Map.of("OPENCLAW_WORKER_MAX_CONCURRENT_STEPS", "2"))) {
      // given
      Path until = folder.resolve("now");
      List<RunStep> steps =
          Stream.generate(() -> waitingStep(until, Duration.ofMinutes(5))).limit(4).toList();

      // when
      for (RunStep step : steps) {
        sender.send(step);
      }
      await().until(() -> steps.stream().mapToInt(step -> reports.of(step).size()).sum() == 2);

      // then
      await()
          .during(Duration.ofSeconds(2))
          .until(() -> steps.stream().mapToInt(step -> reports.of(step).size()).sum() == 2);
      Files.writeString(until, "");
      await().until(() -> steps.stream().allMatch(step -> reports.of(step).size() == 2));
      assertThat(worker.get("/q/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldSayWhereItsOwnLimitIsTheLowerOne() throws Exception {
    try (WorkerProcess worker =
        WorkerProcess.start(servers, Map.of("OPENCLAW_WORKER_MAX_CONCURRENT_STEPS", "2"))) {
      assertThat(Files.readString(worker.log()))
          .containsOnlyOnce(
              "lets 16 steps of one agent run at once on a worker (max_concurrent_steps), and this"
                  + " worker runs 2 at once at the most")
          .containsOnlyOnce("raise or unset openclaw.worker.max-concurrent-steps");
    }
  }

  @Test
  void shouldRefuseToStartWhereNothingCouldRun() throws Exception {
    try (WorkerProcess worker =
        WorkerProcess.launch(servers, Map.of("OPENCLAW_WORKER_MAX_CONCURRENT_STEPS", "0"))) {
      assertThat(worker.awaitExit()).isEqualTo(1);
      assertThat(Files.readString(worker.log()))
          .contains("openclaw.worker.max-concurrent-steps is 0")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void shouldSendReportsAsLargeAsItIsAllowedTo() throws Exception {
    try (WorkerProcess worker =
        WorkerProcess.start(
            servers,
            Map.of(
                "OPENCLAW_WORKER_MAX_REPORT", "4M",
                "OPENCLAW_WORKER_INLINE_LIMIT", "4M",
                "OPENCLAW_WORKER_INLINE_TOTAL", "4M"))) {
      // given
      RunStep step = directStep("shared/basics:fill");

      // when
      sender.send(step);

      // then
      assertThat(completed(step).outputs())
          .hasEntrySatisfying(
              "fill", output -> assertThat(output.path("text").asText()).hasSize(3_000_000));
      assertThat(worker.get("/q/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldServeItsOwnAgentsOnly() throws Exception {
    try (WorkerProcess worker =
        WorkerProcess.start(servers, Map.of("AGENT_ID", "agent-helper", "WORKER_ID", "worker-h"))) {
      // given
      RunStep others =
          StepSender.agentStep("agent-tester", List.of("craft", "shared/basics"), "thing");
      RunStep own = StepSender.agentStep("agent-helper", List.of("shared/basics"), "table");

      // when
      sender.send(others);
      sender.send(own);
      await().until(() -> reports.of(own).size() == 2);

      // then
      assertThat(((Started) reports.of(own).getFirst()).workerId()).isEqualTo("worker-h");
      assertThat(reports.of(others)).isEmpty();
      assertThat(
              worker
                  .get("/internal/v1/skills", "Authorization", "Bearer " + WorkerProcess.TOKEN)
                  .body())
          .doesNotContain("craft");
    }
  }

  @Test
  void shouldRefuseToStartOnAnInvalidWorkspaceWithOneClearLine() throws Exception {
    // given
    Path broken = Files.createDirectories(folder.resolve("broken"));

    // when
    try (WorkerProcess worker =
        WorkerProcess.launch(servers, Map.of("OPENCLAW_WORKSPACE", broken.toString()))) {
      int status = worker.awaitExit();

      // then
      assertThat(status).isEqualTo(1);
      assertThat(Files.readAllLines(worker.log()))
          .last()
          .asString()
          .startsWith("The workspace " + broken)
          .contains("is invalid")
          .endsWith("The worker does not start.");
      assertThat(Files.readString(worker.log())).doesNotContain("\tat ");
    }
  }

  @Test
  void shouldRefuseToStartForAnAgentThatTheWorkspaceLacks() throws Exception {
    try (WorkerProcess worker = WorkerProcess.launch(servers, Map.of("AGENT_ID", "agent-nobody"))) {
      assertThat(worker.awaitExit()).isEqualTo(1);
      assertThat(Files.readString(worker.log())).contains("AGENT_ID is agent-nobody");
    }
  }

  private static void terminate(WorkerProcess worker) {
    try {
      worker.terminate();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAnswering(WorkerProcess worker) throws InterruptedException {
    try {
      return worker.get("/q/health/live").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
