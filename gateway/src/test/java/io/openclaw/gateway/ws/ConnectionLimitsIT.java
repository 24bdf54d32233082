package io.openclaw.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.gateway.testing.FakeOrchestrator;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Run;
import io.openclaw.gateway.testing.SocketClient;
import io.openclaw.gateway.testing.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway on which one connection may do little. */
class ConnectionLimitsIT {
  private final Stack stack = Stack.get();
  private final FakeOrchestrator orchestrator = stack.orchestrator();
  private GatewayProcess gateway;
  private SocketClient client;

  @BeforeEach
  void connect() throws Exception {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("OPENCLAW_GATEWAY_WEBSOCKET_MAX_SUBSCRIPTIONS", "2");
    environment.put("OPENCLAW_GATEWAY_WEBSOCKET_MAX_REQUESTS", "3");
    Path folder = Files.createDirectories(stack.folder().resolve("connection-limits"));
    gateway = GatewayProcess.start(folder, environment);
    client = connected();
  }

  @AfterEach
  void disconnect() {
    client.close();
    gateway.close();
  }

  @Test
  void shouldRefuseASubscriptionTooManyUntilOneEnds() throws Exception {
    // given
    String one = subscription(begun());
    String two = subscription(begun());
    String three = subscription(begun());
    client.callOk("task.subscribe", one);
    client.callOk("task.subscribe", two);

    // when
    JsonNode refused = client.call("task.subscribe", three);

    // then
    assertThat(refused.at("/error/code").asText()).isEqualTo("INVALID_REQUEST");
    assertThat(refused.at("/error/message").asText())
        .isEqualTo("this connection watches 2 tasks already");
    client.callOk("task.subscribe", two);
    try (SocketClient other = connected()) {
      other.callOk("task.subscribe", three);
    }

    // and when
    client.callOk("task.unsubscribe", one);

    // then
    client.callOk("task.subscribe", three);
  }

  /** As many as may be under way are sent at once. */
  @Test
  void shouldCountSubscriptionsThatAreBeingOpened() throws Exception {
    // given
    orchestrator.hold();
    try {
      for (int i = 0; i < 3; i++) {
        Run run = Run.ofNewTask();
        orchestrator.record(run.accepted());
        send("s" + i, "task.subscribe", subscription(run));
      }
      await().until(() -> orchestrator.held() >= 2);
    } finally {
      // when
      orchestrator.release();
    }

    // then
    long refused = 0;
    for (int i = 0; i < 3; i++) {
      refused += client.response("s" + i).path("ok").asBoolean() ? 0 : 1;
    }
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void shouldRefuseARequestTooManyUntilOneIsAnswered() throws Exception {
    // given
    String nothing = "{\"taskId\": \"" + UUID.randomUUID() + "\"}";
    orchestrator.hold();
    try {
      for (int i = 0; i < 3; i++) {
        send("g" + i, "task.get", nothing);
      }
      await().until(() -> orchestrator.held() == 3);

      // when
      send("more", "task.get", nothing);

      // then
      JsonNode refused = client.response("more");
      assertThat(refused.at("/error/code").asText()).isEqualTo("UNAVAILABLE");
      assertThat(refused.at("/error/retryable").asBoolean()).isTrue();
      assertThat(refused.at("/error/message").asText())
          .contains("too many requests of this connection under way");
    } finally {
      orchestrator.release();
    }

    // and when
    for (int i = 0; i < 3; i++) {
      assertThat(client.response("g" + i).at("/error/code").asText()).isEqualTo("TASK_NOT_FOUND");
    }

    // then
    assertThat(client.call("task.get", nothing).at("/error/code").asText())
        .isEqualTo("TASK_NOT_FOUND");
  }

  private SocketClient connected() throws Exception {
    return SocketClient.open(gateway.webSocket("/")).connect(GatewayProcess.TOKEN);
  }

  private void send(String id, String method, String params) throws Exception {
    client.send(
        "{\"type\":\"req\",\"id\":\"%s\",\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
  }

  private Run begun() {
    Run run = Run.ofNewTask();
    stack.redis().append(run.task(), run.accepted());
    return run;
  }

  private static String subscription(Run run) {
    return "{\"taskId\": \"" + run.task() + "\"}";
  }
}
