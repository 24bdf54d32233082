package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.directStep;
import static io.openclaw.worker.it.StepSender.waitingStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.Topics;
import io.openclaw.event.WorkerSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged worker tells those who operate it, and the orchestrator. */
class OperatorsIT {
  private static Servers servers;
  private static WorkerProcess worker;
  private static TopicLog reports;
  private static StepSender sender;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    servers = Servers.get();
    worker = WorkerProcess.start(servers, Map.of());
    reports = new TopicLog(servers.kafka, Topics.REPORTS);
    sender = new StepSender(servers.kafka);
  }

  @AfterAll
  static void stop() {
    worker.close();
    sender.close();
    reports.close();
  }

  @Test
  void shouldServeItsOperators() throws Exception {
    // when
    String metrics = worker.get("/metrics").body();

    // then
    assertThat(metrics).contains("message_queue_depth").isNotEmpty();
    assertThat(worker.get("/q/metrics").statusCode()).isEqualTo(200);
    assertThat(worker.get("/q/openapi").body()).contains("/internal/v1/skills");
    assertThat(worker.get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    assertThat(worker.get("/q/health").body()).contains("\"skills\"", "shared/basics");
    assertThat(worker.get("/internal/v1/skills").statusCode()).isEqualTo(401);
    assertThat(worker.get("/internal/v1/skills", "Authorization", "Bearer wrong").body())
        .contains("\"code\":\"UNAUTHENTICATED\"");
    await()
        .untilAsserted(() ->
            assertThat(
                    worker
                        .get(
                            "/internal/v1/skills", "Authorization", "Bearer " + WorkerProcess.TOKEN)
                        .body())
                .contains(
                    "\"id\":\"shared/basics\"", "\"state\":\"READY\"", "\"state\":\"NOT_READY\""));
  }

  @Test
  void shouldNameItsMetricsAsTheHandbookDoes() throws Exception {
    // given
    RunStep step = directStep("shared/basics:count");

    // when
    sender.send(step);
    completed(step);

    // then
    await()
        .untilAsserted(() ->
            assertThat(worker.get("/metrics").body())
                .contains(
                    "skill_execution_duration_seconds_count{skill_id=\"shared/basics\",status=\"completed\"",
                    "agent_requests_total{agent_id=\"shared\",status=\"completed\"",
                    "agent_request_latency_seconds_bucket{agent_id=\"shared\",skill_id=\"shared/basics\",le=\"0.5\""));
  }

  @Test
  void shouldSendHeartbeatsWithTheNumberOfSteps() throws Exception {
    // given
    Path until = folder.resolve("now");
    RunStep step = waitingStep(until, Duration.ofSeconds(60));
    sender.send(step);

    // then
    try (TopicLog signals = new TopicLog(servers.kafka, Topics.WORKERS)) {
      await()
          .until(() ->
              signals.events(WorkerSignal.class).stream()
                  .filter(WorkerSignal.Heartbeat.class::isInstance)
                  .map(WorkerSignal.Heartbeat.class::cast)
                  .anyMatch(b -> b.workerId().equals(worker.id()) && b.running() > 0));
    }
    Files.writeString(until, "");
    completed(step);
  }

  private static void completed(RunStep step) {
    await().until(() -> reports.of(step).size() == 2);
    assertThat(reports.of(step).getLast()).isInstanceOf(Completed.class);
  }
}
