package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.directStep;
import static io.openclaw.worker.it.StepSender.waitingStep;
import static io.openclaw.worker.it.WorkerProcess.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import io.openclaw.event.WorkerSignal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged worker tells those who operate it, and the orchestrator. */
class OperatorsIT extends WorkerCase {

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
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/v1/skills",
        "/internal;x/v1/skills",
        "/internal/v1;x=y/skills;z",
        "//internal/v1/skills",
        "//internal;x//v1/skills",
        "/%69nternal/v1/skills"
      })
  void shouldLetOnlyThoseInWhoKnowTheToken(String path) throws Exception {
    // then
    assertIsRefused(worker.get(path));
    for (String shown :
        List.of("", "Bearer", "Bearer wrong", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN)) {
      assertIsRefused(worker.get(path, "Authorization", shown));
    }
    assertThat(worker.get(path, "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellWhichSkillsCanRun() {
    await()
        .untilAsserted(() ->
            assertThat(worker.get("/internal/v1/skills", "Authorization", "Bearer " + TOKEN).body())
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

  private static void assertIsRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body())
        .contains("\"code\":\"UNAUTHENTICATED\"")
        .doesNotContain("shared/basics");
  }
}
