package io.openclaw.gateway.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TaskSubmitIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();

  @Test
  void shouldStoreATaskBeforeItSaysSo() throws Exception {
    // given
    String body =
        """
        {"text": "分析 workspace/datasets/penguins.csv", "agent": "agent-one",
         "inputs": {"limit": 3, "dataset": {"path": "/workspace/x.csv"}}}\
        """;

    // when
    HttpResponse<String> response = gateway.post("/v1/tasks", body);

    // then
    JsonNode receipt = json(response);
    UUID id = UUID.fromString(receipt.path("id").asText());
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Location").orElse("")).endsWith("/v1/tasks/" + id);
    assertThat(receipt.path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(receipt.size()).isEqualTo(2);
    assertThat(id.version()).isEqualTo(7);
    ConsumerRecord<String, byte[]> record = onlyRecordOf(id);
    SubmitTask command = (SubmitTask) EventJson.read(record.value(), TaskCommand.class);
    assertThat(command.taskId()).isEqualTo(id);
    assertThat(command.tenant()).isEqualTo("default");
    assertThat(command.text()).isEqualTo("分析 workspace/datasets/penguins.csv");
    assertThat(command.agent()).isEqualTo("agent-one");
    assertThat(command.inputs()).containsOnlyKeys("limit", "dataset");
    assertThat(command.at()).isBetween(Instant.now().minusSeconds(30), Instant.now());
  }

  @Test
  void shouldWriteACloudEventInBinaryMode() throws Exception {
    // when
    UUID id = accepted(gateway.post("/v1/tasks", "{\"text\": \"count\"}"));

    // then
    ConsumerRecord<String, byte[]> record = onlyRecordOf(id);
    Map<String, String> headers = new HashMap<>();
    record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    assertThat(record.key()).isEqualTo(id.toString());
    assertThat(headers)
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "io.openclaw.task.submit.v1")
        .containsEntry("ce_subject", id.toString())
        .containsEntry("content-type", "application/json")
        .containsKeys("ce_id", "ce_source", "ce_time");
  }

  @Test
  void shouldSayAcceptedUntilTheOrchestratorKnowsTheTask() throws Exception {
    // given
    UUID id = accepted(gateway.post("/v1/tasks", "{\"text\": \"count\"}"));

    // when
    HttpResponse<String> response = gateway.get("/v1/tasks/" + id);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("id").asText()).isEqualTo(id.toString());
    assertThat(json(response).path("status").asText()).isEqualTo("ACCEPTED");
  }

  @Test
  void shouldGiveTheSameTaskForTheSameKeyAndSendItOnce() throws Exception {
    // given
    String key = "key-" + UUID.randomUUID();

    // when
    UUID first =
        accepted(
            gateway.post(
                "/v1/tasks",
                "{\"text\": \"count\", \"inputs\": {\"a\": 1, \"b\": {\"c\": 1, \"d\": 2}}}",
                "Idempotency-Key",
                key));
    UUID second =
        accepted(
            gateway.post(
                "/v1/tasks",
                "{ \"inputs\" : {\"b\": {\"d\": 2, \"c\": 1}, \"a\": 1},\n\"text\":\"count\" }",
                "Idempotency-Key",
                key));

    // then
    assertThat(second).isEqualTo(first);
    assertThat(first.version()).isEqualTo(8);
    assertThat(stack.kafka().recordsOf(first)).hasSize(1);
  }

  @Test
  void shouldGiveTheSameTaskForTheSameKeyWhenNobodyRemembersTheFirst() throws Exception {
    // given
    String key = "key-" + UUID.randomUUID();
    String body = "{\"text\": \"count\"}";
    UUID first = accepted(gateway.post("/v1/tasks", body, "Idempotency-Key", key));
    forget(first);

    // when
    UUID second = accepted(gateway.post("/v1/tasks", body, "Idempotency-Key", key));

    // then the orchestrator gets both, and knows the task by its id
    assertThat(second).isEqualTo(first);
    assertThat(stack.kafka().recordsOf(first)).hasSize(2);
  }

  @Test
  void shouldGiveTheFirstTaskToAnotherRequestOfItsKeyWhenNobodyRemembersTheFirst()
      throws Exception {
    // given
    String key = "key-" + UUID.randomUUID();
    UUID first = accepted(gateway.post("/v1/tasks", "{\"text\": \"a\"}", "Idempotency-Key", key));
    forget(first);

    // when
    HttpResponse<String> response =
        gateway.post("/v1/tasks", "{\"text\": \"b\"}", "Idempotency-Key", key);

    // then
    assertThat(accepted(response)).isEqualTo(first);
  }

  @Test
  void shouldRememberWhatAKeyStoodForForADay() throws Exception {
    // when
    String key = "key-" + UUID.randomUUID();
    UUID id = accepted(gateway.post("/v1/tasks", "{\"text\": \"a\"}", "Idempotency-Key", key));

    // then
    long seconds = Long.parseLong(stack.redis().command(Command.TTL, marker(id)).toString());
    assertThat(Duration.ofSeconds(seconds)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @Test
  void shouldKeepKeysOfDifferentRequestsApart() throws Exception {
    // given
    String key = "key-" + UUID.randomUUID();
    UUID first = accepted(gateway.post("/v1/tasks", "{\"text\": \"a\"}", "Idempotency-Key", key));
    long stored = stack.kafka().endOffset();

    // when
    HttpResponse<String> response =
        gateway.post("/v1/tasks", "{\"text\": \"b\"}", "Idempotency-Key", key);

    // then
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(json(response).path("detail").asText()).contains(first.toString());
    assertThat(stack.kafka().endOffset()).isEqualTo(stored);
  }

  @Test
  void shouldStillTakeTasksWhileRedisIsAway() throws Exception {
    // given
    stack.redis().stop();
    try {
      // when
      HttpResponse<String> response =
          gateway.post("/v1/tasks", "{\"text\": \"count\"}", "Idempotency-Key", "while-away");

      // then
      UUID id = accepted(response);
      assertThat(stack.kafka().recordsOf(id)).hasSize(1);
    } finally {
      stack.redis().startAgain();
    }
  }

  @Test
  void shouldSayThatNothingIsStoredWhileKafkaIsAway() throws Exception {
    // given
    long stored = stack.kafka().endOffset();
    stack.kafka().kill();

    // when
    long began = System.nanoTime();
    List<HttpResponse<String>> responses;
    try {
      responses =
          List.of(
              gateway.post("/v1/tasks", "{\"text\": \"lost\"}"),
              gateway.post("/v1/tasks", "{\"text\": \"lost\"}"));
    } finally {
      stack.kafka().startAgain();
    }

    // then
    assertThat(responses)
        .allSatisfy(response -> {
          assertThat(response.statusCode()).isEqualTo(503);
          assertThat(response.headers().firstValue("Retry-After")).contains("2");
          assertThat(json(response).path("code").asText()).isEqualTo("UNAVAILABLE");
        });
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    UUID next = accepted(gateway.post("/v1/tasks", "{\"text\": \"found\"}"));
    assertThat(stack.kafka().recordsOf(next)).hasSize(1);
    assertThat(stack.kafka().endOffset()).isEqualTo(stored + 1);
  }

  private void forget(UUID id) {
    assertThat(stack.redis().command(Command.DEL, marker(id))).hasToString("1");
  }

  private static String marker(UUID id) {
    return "openclaw:accepted:{" + id + "}";
  }

  private ConsumerRecord<String, byte[]> onlyRecordOf(UUID id) {
    List<ConsumerRecord<String, byte[]>> records = stack.kafka().recordsOf(id);
    assertThat(records).hasSize(1);
    return records.getFirst();
  }

  private static UUID accepted(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return UUID.fromString(json(response).path("id").asText());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return EventJson.mapper().readTree(response.body());
  }
}
