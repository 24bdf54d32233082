package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.SocketClient;
import io.openclaw.gateway.testing.Stack;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks of which Redis has forgotten that they were accepted, before they were taken in. */
class LateTaskIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();

  @BeforeEach
  void dealWithWhatOtherTestsHaveStored() throws Exception {
    stack.kafka().dealWithAll();
  }

  @Test
  void shouldNotSayThatThereIsNoSuchTaskWhileItMayWaitInKafka() throws Exception {
    // given
    UUID id = forgotten();
    String path = "/v1/tasks/" + id;

    // then
    assertProblem(gateway.get(path), 503, "UNAVAILABLE");
    assertThat(gateway.get(path).headers().firstValue("Retry-After")).contains("2");
    assertProblem(gateway.get(path + "/events"), 503, "UNAVAILABLE");
    assertProblem(gateway.get(path + "/history"), 503, "UNAVAILABLE");
    assertProblem(gateway.post(path + "/cancel", "{}"), 503, "UNAVAILABLE");
    try (SocketClient client =
        SocketClient.open(gateway.webSocket("/")).connect(GatewayProcess.TOKEN)) {
      String error = client.call("task.get", "{\"taskId\": \"" + id + "\"}").toString();
      assertThat(error).contains("UNAVAILABLE").doesNotContain("TASK_NOT_FOUND");
    }
  }

  @Test
  void shouldShowATaskThatIsTakenInMeanwhile() throws Exception {
    // given
    UUID id = forgotten();
    stack.orchestrator().putLate(view(id));
    stack.kafka().dealWithAll();

    // when
    HttpResponse<String> response = gateway.get("/v1/tasks/" + id);

    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(response).path("status").asText()).isEqualTo("RUNNING");
  }

  @Test
  void shouldSayThatThereIsNoSuchTaskWhereNoneWaits() throws Exception {
    for (UUID id : new UUID[] {TaskIds.next(), TaskIds.of("default", "never-used")}) {
      assertProblem(gateway.get("/v1/tasks/" + id), 404, "TASK_NOT_FOUND");
      assertProblem(gateway.get("/v1/tasks/" + id + "/events"), 404, "TASK_NOT_FOUND");
    }
  }

  @Test
  void shouldShowNobodyATaskThatWasAcceptedForAnotherTenant() throws Exception {
    UUID id = TaskIds.next();
    stack.redis().command(Command.SET, "openclaw:accepted:{" + id + "}", "other\nfingerprint");

    assertProblem(gateway.get("/v1/tasks/" + id), 404, "TASK_NOT_FOUND");
    assertProblem(gateway.get("/v1/tasks/" + id + "/events"), 404, "TASK_NOT_FOUND");
  }

  @Test
  void shouldSayThatItCannotSayWhileRedisAndKafkaAreAway() throws Exception {
    // given
    UUID id = accepted();
    stack.redis().stop();
    stack.kafka().kill();

    // then
    try {
      assertProblem(gateway.get("/v1/tasks/" + id), 503, "UNAVAILABLE");
    } finally {
      stack.redis().startAgain();
      stack.kafka().startAgain();
    }
    assertThat(gateway.get("/v1/tasks/" + id).body()).contains("ACCEPTED");
  }

  private static TaskView view(UUID id) {
    return new TaskView(
        id,
        "default",
        "count",
        TaskStatus.RUNNING,
        null,
        null,
        List.of(),
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private UUID forgotten() throws Exception {
    UUID id = accepted();
    stack.redis().command(Command.DEL, "openclaw:accepted:{" + id + "}");
    return id;
  }

  private UUID accepted() throws Exception {
    HttpResponse<String> response = gateway.post("/v1/tasks", "{\"text\": \"count\"}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return UUID.fromString(json(response).path("id").asText());
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("code").asText()).isEqualTo(code);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return EventJson.mapper().readTree(response.body());
  }
}
