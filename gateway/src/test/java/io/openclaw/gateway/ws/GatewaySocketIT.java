package io.openclaw.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Run;
import io.openclaw.gateway.testing.SocketClient;
import io.openclaw.gateway.testing.Stack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connected client can do. */
class GatewaySocketIT {
  private static final String TOKEN = GatewayProcess.TOKEN;

  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();
  private final Run run = Run.ofNewTask();

  @Test
  void shouldAnswerWrongFramesAndGoOn() throws Exception {
    try (SocketClient client = connected()) {
      assertError(client.call("no.such.method", "{}"), "INVALID_REQUEST");
      assertThat(client.call("no.such.method", "{}").at("/error/message").asText())
          .isEqualTo("unknown method: no.such.method");
      assertError(client.call("connect", "{}"), "INVALID_REQUEST");
      assertError(client.call("health", "[]"), "INVALID_REQUEST");
      client.send("{\"type\":\"req\",\"id\":\"x\"");
      assertError(client.response("x"), "MALFORMED_JSON");
      client.send("nonsense");
      assertError(client.response("invalid"), "MALFORMED_JSON");
      client.send("{\"type\":\"res\",\"id\":\"y\",\"ok\":true}");
      assertError(client.response("y"), "INVALID_REQUEST");
      client.send("{\"type\":\"req\",\"id\":\"\",\"method\":\"health\"}");
      assertError(client.response("invalid"), "INVALID_REQUEST");
      assertThat(client.callOk("health", "{}").path("ok").asBoolean()).isTrue();
    }
  }

  @Test
  void shouldRefuseAFrameOverTheLimitByItsId() throws Exception {
    try (SocketClient client = connected()) {
      JsonNode answer = client.call("task.submit", "{\"text\": \"" + "x".repeat(1 << 20) + "\"}");
      assertError(answer, "BODY_TOO_LARGE");
      assertThat(client.callOk("health", "{}").path("ok").asBoolean()).isTrue();
    }
  }

  @Test
  void shouldTakeFramesAsLongAsItPromisesAndNoLonger() throws Exception {
    try (SocketClient client = SocketClient.open(gateway.webSocket("/"))) {
      // given
      JsonNode hello = client.callOk("connect", SocketClient.connectParams(TOKEN));
      int promised = hello.at("/policy/maxPayload").asInt();

      // when
      client.send(healthFrame("longest", promised)).send(healthFrame("too-long", promised + 1));

      // then
      assertThat(client.response("longest").path("ok").asBoolean()).isTrue();
      assertError(client.response("too-long"), "BODY_TOO_LARGE");
    }
  }

  private static String healthFrame(String id, int bytes) {
    String frame =
        "{\"type\":\"req\",\"id\":\"%s\",\"method\":\"health\",\"params\":{\"x\":\"%s\"}}";
    return frame.formatted(id, "x".repeat(bytes - frame.formatted(id, "").length()));
  }

  @Test
  void shouldEndAConnectionThatSendsBinaryFrames() throws Exception {
    try (SocketClient client = connected()) {
      var _ = client.raw().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true);
      assertThat(client.closeCode()).isEqualTo(1003);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|EMPTY_TEXT",
        "{\"text\": \"a\", \"agent\": \"agent-x\"}|UNKNOWN_AGENT",
        "{\"text\": \"a\", \"agnet\": \"agent-one\"}|INVALID_FIELD",
        "{\"text\": 1}|INVALID_FIELD",
        "{\"text\": \"a\", \"idempotencyKey\": \"a b\"}|INVALID_FIELD",
      })
  void shouldRefuseATaskAsOverHttp(String params, String code) throws Exception {
    long stored = stack.kafka().endOffset();
    try (SocketClient client = connected()) {
      assertError(client.call("task.submit", params), code);
    }
    assertThat(stack.kafka().endOffset()).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 997, 50_000})
  void shouldRefuseAnInputThatNestsTooDeep(int levels) throws Exception {
    long stored = stack.kafka().endOffset();
    String input = "[".repeat(levels) + "]".repeat(levels);
    try (SocketClient client = connected()) {
      JsonNode answer =
          client.call("task.submit", "{\"text\": \"a\", \"inputs\": {\"x\": " + input + "}}");
      assertError(answer, "TOO_DEEP");
      assertThat(client.callOk("health", "{}").path("ok").asBoolean()).isTrue();
    }
    assertThat(stack.kafka().endOffset()).isEqualTo(stored);
  }

  @Test
  void shouldStoreATaskOnceHoweverItIsSent() throws Exception {
    // given
    String key = "key-" + UUID.randomUUID();
    try (SocketClient client = connected()) {
      // when
      JsonNode first =
          client.callOk("task.submit", "{\"text\": \"a\", \"idempotencyKey\": \"" + key + "\"}");
      gateway.post("/v1/tasks", "{\"text\": \"a\"}", "Idempotency-Key", key);
      JsonNode other =
          client.call("task.submit", "{\"text\": \"b\", \"idempotencyKey\": \"" + key + "\"}");

      // then
      UUID id = UUID.fromString(first.path("taskId").asText());
      assertThat(stack.kafka().recordsOf(id)).hasSize(1);
      assertError(other, "IDEMPOTENCY_KEY_REUSED");
      assertThat(client.callOk("task.get", "{\"taskId\": \"" + id + "\"}").path("status").asText())
          .isEqualTo("ACCEPTED");
    }
  }

  @Test
  void shouldStreamATask() throws Exception {
    // given
    List<Object> events = run.whole(20);
    List<String> ids = new ArrayList<>();
    ids.add(stack.redis().append(run.task(), events.getFirst()));

    try (SocketClient client = connected()) {
      // when
      JsonNode answer = subscribe(client, "");
      events.stream().skip(1).forEach(e -> ids.add(stack.redis().append(run.task(), e)));

      // then
      assertThat(answer.toString()).isEqualTo("{\"subscribed\":true}");
      long seq = 0;
      for (int i = 0; i < ids.size(); i++) {
        JsonNode frame = client.event("task");
        assertThat(frame.at("/payload/taskId").asText()).isEqualTo(run.task().toString());
        assertThat(frame.at("/payload/id").asText()).startsWith(ids.get(i) + "@");
        assertThat(frame.at("/payload/event"))
            .isEqualTo(EventJson.mapper().readTree(EventJson.writeString(events.get(i))));
        assertThat(frame.path("seq").asLong()).isGreaterThan(seq);
        seq = frame.path("seq").asLong();
      }
    }
  }

  @Test
  void shouldGoOnAfterAnEvent() throws Exception {
    // given
    List<String> ids = run.whole(5).stream().map(e -> stack.redis().append(run.task(), e)).toList();

    try (SocketClient client = connected()) {
      // when
      subscribe(client, ", \"after\": \"" + ids.get(3) + "\"");

      // then
      for (String id : ids.subList(4, ids.size())) {
        assertThat(client.event("task").at("/payload/id").asText()).isEqualTo(id);
      }
    }
  }

  @Test
  void shouldNumberEventsWithoutGaps() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());
    try (SocketClient client = connected()) {
      subscribe(client, "");
      for (int i = 0; i < 10; i++) {
        stack.redis().append(run.task(), run.delta("word"));
      }

      // then ticks are counted in as well
      long expected = 0;
      boolean hasTick = false;
      while (expected < 12 || !hasTick) {
        JsonNode frame = client.frame();
        if (frame.path("type").asText().equals("event")) {
          expected++;
          assertThat(frame.path("seq").asLong()).isEqualTo(expected);
          hasTick |= frame.path("event").asText().equals("tick");
        }
      }
    }
  }

  @Test
  void shouldStopWhenItIsAskedTo() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());
    try (SocketClient client = connected()) {
      subscribe(client, "");
      client.event("task");

      // when
      JsonNode answer = client.callOk("task.unsubscribe", "{\"taskId\": \"" + run.task() + "\"}");

      // then
      assertThat(answer.path("unsubscribed").asBoolean()).isTrue();
      await().until(() -> stack.redis().listeners(run.task()) == 0);
      assertThat(
              client
                  .callOk("task.unsubscribe", "{\"taskId\": \"" + run.task() + "\"}")
                  .path("unsubscribed")
                  .asBoolean())
          .isFalse();
    }
  }

  @Test
  void shouldStopWhenTheClientGoes() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());

    // when
    try (SocketClient client = connected()) {
      subscribe(client, "");
      client.event("task");
    }

    // then
    await().until(() -> stack.redis().listeners(run.task()) == 0);
  }

  @Test
  void shouldWatchNothingForAClientThatHasLeftInTheMeantime() throws Exception {
    // given a subscription that waits for the orchestrator, to a run with nothing new to send
    stack.orchestrator().record(run.accepted());
    stack.orchestrator().hold();
    try {
      try (SocketClient client = connected()) {
        client.send(
            "{\"type\":\"req\",\"id\":\"s\",\"method\":\"task.subscribe\",\"params\":{\"taskId\":\"%s\",\"after\":\"h-1\"}}"
                .formatted(run.task()));
        await().until(() -> stack.orchestrator().held() == 1);
        await().until(() -> stack.redis().listeners(run.task()) == 1);
      }

      // when
      await().until(() -> gateway.gauge("openclaw_websocket_connections") == 0);
    } finally {
      stack.orchestrator().release();
    }

    // then
    await().until(() -> stack.redis().listeners(run.task()) == 0);
  }

  @Test
  void shouldSayThatThereIsNoSuchTask() throws Exception {
    try (SocketClient client = connected()) {
      String params = "{\"taskId\": \"" + UUID.randomUUID() + "\"}";
      assertError(client.call("task.get", params), "TASK_NOT_FOUND");
      assertError(client.call("task.subscribe", params), "TASK_NOT_FOUND");
      assertError(client.call("task.get", "{}"), "INVALID_FIELD");
      assertError(client.call("task.get", "{\"taskId\": \"abc\"}"), "TASK_NOT_FOUND");
    }
  }

  @Test
  void shouldSayWhenTheOrchestratorIsAway() throws Exception {
    stack.orchestrator().stop();
    try (SocketClient client = connected()) {
      JsonNode answer = client.call("task.get", "{\"taskId\": \"" + UUID.randomUUID() + "\"}");
      assertError(answer, "UNAVAILABLE");
      assertThat(answer.at("/error/retryable").asBoolean()).isTrue();
      assertThat(answer.at("/error/retryAfterMs").asLong()).isEqualTo(2000);
    } finally {
      stack.orchestrator().startAgain();
    }
  }

  @Test
  void shouldDropAClientThatDoesNotReadAndServeTheOthers() throws Exception {
    // given a client that asks for no more of its socket after the answer
    stack.redis().append(run.task(), run.accepted());
    try (SlowSocket slow = SlowSocket.open(gateway.webSocket("/"), TOKEN, run.task());
        SocketClient good = connected()) {
      subscribe(good, "");
      String large = "x".repeat(1 << 20);

      // when
      for (int i = 0; i < 16; i++) {
        stack.redis().append(run.task(), run.delta(large));
      }
      stack.redis().append(run.task(), run.completed());

      // then
      for (int i = 0; i < 18; i++) {
        good.event("task");
      }
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> gateway.log().contains("slow client dropped"));
      assertThat(slow.awaitEnd()).isLessThan(16 << 20);
    } finally {
      stack.redis().expire(run.task());
    }
  }

  private SocketClient connected() throws Exception {
    return SocketClient.open(gateway.webSocket("/")).connect(TOKEN);
  }

  private JsonNode subscribe(SocketClient client, String more) throws Exception {
    return client.callOk("task.subscribe", "{\"taskId\": \"" + run.task() + "\"" + more + "}");
  }

  private static void assertError(JsonNode answer, String code) {
    assertThat(answer.path("ok").asBoolean(true)).as(answer.toString()).isFalse();
    assertThat(answer.at("/error/code").asText()).isEqualTo(code);
    assertThat(answer.at("/error/message").asText()).isNotEmpty();
  }
}
