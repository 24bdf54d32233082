package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.Route;
import io.openclaw.gateway.testing.FakeOrchestrator;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.SocketClient;
import io.openclaw.gateway.testing.Stack;
import io.openclaw.task.ApprovalPage;
import io.openclaw.task.PendingApproval;
import io.openclaw.task.TaskPage;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskSummary;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of the caller's tasks, and of what waits for people. */
class TaskListIT {
  private final FakeOrchestrator orchestrator = Stack.get().orchestrator();
  private final GatewayProcess gateway = Stack.get().gateway();

  @Test
  void shouldListTheCallersTasks() throws Exception {
    UUID id = UUID.randomUUID();
    orchestrator.answer("GET /tasks", 200, new TaskPage(List.of(summary(id)), "further"));

    JsonNode page =
        json(gateway.get("/v1/tasks?status=running&status=failed&contains=a%26tenant%3Db&limit=7"));

    assertThat(page.at("/tasks/0/id").asText()).isEqualTo(id.toString());
    assertThat(page.at("/tasks/0/duration").asText()).isEqualTo("PT1M30S");
    assertThat(page.at("/tasks/0/route/target").asText()).isEqualTo("agent-one");
    assertThat(page.path("next").asText()).isEqualTo("further");
    assertThat(orchestrator.asked().getLast())
        .startsWith("GET /tasks?")
        .contains("limit=7", "status=running,failed", "tenant=default", "contains=a");
  }

  @Test
  void shouldListOverWebSocketWithTheSameParameters() throws Exception {
    UUID id = UUID.randomUUID();
    orchestrator.answer("GET /tasks", 200, new TaskPage(List.of(summary(id)), null));

    try (SocketClient client =
        SocketClient.open(gateway.webSocket("/")).connect(GatewayProcess.TOKEN, "operator.read")) {
      JsonNode page =
          client.callOk(
              "task.list",
              "{\"status\": [\"running\", \"failed\"], \"waiting\": true, \"limit\": 3}");
      JsonNode wrong = client.call("task.list", "{\"tenant\": \"other\"}");

      assertThat(page.at("/tasks/0/id").asText()).isEqualTo(id.toString());
      assertThat(orchestrator.asked().getLast())
          .isEqualTo("GET /tasks?limit=3&status=running,failed&tenant=default&waiting=true");
      assertThat(wrong.at("/error/code").asText()).isEqualTo("INVALID_FIELD");
      assertThat(
              client
                  .call("task.list", "{\"contains\": \"" + "x".repeat(1001) + "\"}")
                  .at("/error/message")
                  .asText())
          .isEqualTo("contains: must have at most 1000 characters");
    }
  }

  /** The orchestrator takes no longer address, and another try would not make it shorter. */
  @Test
  void shouldRefuseConditionsThatAreTooLongForAnAddress() throws Exception {
    orchestrator.answer("GET /tasks", 200, new TaskPage(List.of(), null));
    String statuses = "\"running\", ".repeat(1000) + "\"failed\"";

    try (SocketClient client =
        SocketClient.open(gateway.webSocket("/")).connect(GatewayProcess.TOKEN, "operator.read")) {
      client.callOk("task.list", "{\"contains\": \"" + "中".repeat(380) + "\"}");
      JsonNode chinese =
          client.call("task.list", "{\"limit\": 3, \"contains\": \"" + "中".repeat(450) + "\"}");
      JsonNode many = client.call("task.list", "{\"status\": [" + statuses + "]}");

      assertThat(chinese.at("/error/code").asText()).isEqualTo("INVALID_FIELD");
      assertThat(chinese.at("/error/retryable").asBoolean()).isFalse();
      assertThat(chinese.at("/error/message").asText())
          .startsWith("contains: all conditions together may have 3500 bytes")
          .contains("and have 4068");
      assertThat(many.at("/error/message").asText()).startsWith("status: ");
    }
    HttpResponse<String> overHttp = gateway.get("/v1/approvals?cursor=" + "x".repeat(3500));
    assertThat(overHttp.statusCode()).isEqualTo(400);
    assertThat(json(overHttp).path("detail").asText()).startsWith("cursor: ");
  }

  @Test
  void shouldListWhatWaitsForApproval() throws Exception {
    UUID id = UUID.randomUUID();
    PendingApproval step =
        new PendingApproval(id, "release", "ship", "Ship it", Instant.EPOCH, null);
    orchestrator.answer("GET /approvals", 200, new ApprovalPage(List.of(step), null));

    JsonNode page = json(gateway.get("/v1/approvals?limit=5"));

    assertThat(page.at("/approvals/0/step").asText()).isEqualTo("ship");
    assertThat(page.has("next")).isFalse();
    assertThat(orchestrator.asked().getLast()).isEqualTo("GET /approvals?limit=5&tenant=default");
  }

  /** Whose tasks are shown is said by the token, and what is misspelt is not ignored. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/tasks?tenant=other",
        "/v1/tasks?state=running",
        "/v1/approvals?tenant=other",
        "/v1/dead-letters?status=open"
      })
  void shouldRefuseParametersThatThereAreNot(String path) throws Exception {
    HttpResponse<String> response = gateway.get(path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").asText()).isEqualTo("INVALID_FIELD");
    assertThat(json(response).path("detail").asText())
        .contains("there is no such parameter; there are: ");
  }

  @Test
  void shouldPassOnWhatTheOrchestratorFindsWrong() throws Exception {
    orchestrator.answer(
        "GET /tasks", 400, Map.of("code", "INVALID_FIELD", "detail", "limit: must be a number"));

    HttpResponse<String> response = gateway.get("/v1/tasks?limit=x");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("detail").asText()).isEqualTo("limit: must be a number");
  }

  @Test
  void shouldSayThatItCannotTell() throws Exception {
    orchestrator.answer("GET /tasks", 500, Map.of("code", "INTERNAL", "detail", "secret"));

    HttpResponse<String> response = gateway.get("/v1/tasks");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(response.body()).doesNotContain("secret");
  }

  private static TaskSummary summary(UUID id) {
    return new TaskSummary(
        id,
        "text",
        TaskStatus.RUNNING,
        new TaskSummary.Target(Route.Kind.AGENT, "agent-one"),
        Instant.EPOCH,
        Instant.EPOCH,
        Duration.ofSeconds(90),
        null,
        0,
        1,
        false);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return EventJson.mapper().readTree(response.body());
  }
}
