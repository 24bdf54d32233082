package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.FakeOrchestrator;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is recorded of a task, for its owner. */
class HistoryIT {
  private final FakeOrchestrator orchestrator = Stack.get().orchestrator();
  private final GatewayProcess gateway = Stack.get().gateway();

  @Test
  void shouldTellTheHistoryAsItIs() throws Exception {
    UUID id = task("default");

    JsonNode page = json(gateway.get("/v1/tasks/" + id + "/history?after=4&limit=1"));

    assertThat(page.at("/events/0/seq").asLong()).isEqualTo(5);
    assertThat(page.at("/events/0/event/type").asText()).isEqualTo("io.openclaw.newer.v9");
    assertThat(page.path("next").asLong()).isEqualTo(5);
    assertThat(orchestrator.asked()).contains("GET /tasks/" + id + "/history?after=4&limit=1");
  }

  @Test
  void shouldNotTellOthersTasks() throws Exception {
    UUID id = task("somebody-else");

    HttpResponse<String> response = gateway.get("/v1/tasks/" + id + "/history");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).path("code").asText()).isEqualTo("TASK_NOT_FOUND");
    assertThat(orchestrator.asked()).doesNotContain("GET /tasks/" + id + "/history");
  }

  @Test
  void shouldSayWhatIsWrong() throws Exception {
    UUID id = task("default");

    assertThat(gateway.get("/v1/tasks/nonsense/history").statusCode()).isEqualTo(404);
    assertThat(gateway.get("/v1/tasks/" + UUID.randomUUID() + "/history").statusCode())
        .isEqualTo(404);
    assertThat(gateway.get("/v1/tasks/" + id + "/history?from=3").body())
        .contains("from: there is no such parameter; there are: after, limit");
  }

  private UUID task(String tenant) {
    UUID id = UUID.randomUUID();
    orchestrator.put(
        new TaskView(
            id,
            tenant,
            "text",
            TaskStatus.RUNNING,
            null,
            null,
            List.of(),
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH));
    orchestrator.answer(
        "GET /tasks/" + id + "/history",
        200,
        Map.of(
            "events",
            List.of(Map.of("seq", 5, "event", Map.of("type", "io.openclaw.newer.v9"))),
            "next",
            5));
    return id;
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return EventJson.mapper().readTree(response.body());
  }
}
