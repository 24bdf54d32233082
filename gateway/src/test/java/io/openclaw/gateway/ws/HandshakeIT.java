package io.openclaw.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.SocketClient;
import io.openclaw.gateway.testing.Stack;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection begins, or does not. */
class HandshakeIT {
  private static final String TOKEN = GatewayProcess.TOKEN;

  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ws"})
  void shouldGreetAClientThatHasTheToken(String path) throws Exception {
    try (SocketClient client = SocketClient.open(gateway.webSocket(path))) {
      // when
      JsonNode hello =
          client.callOk(
              "connect",
              SocketClient.connectParams(TOKEN, "operator.read", "operator.write", "a.new.one"));

      // then
      assertThat(hello.path("type").asText()).isEqualTo("hello-ok");
      assertThat(hello.path("protocol").asInt()).isEqualTo(4);
      assertThat(hello.at("/server/version").asText()).isNotEmpty();
      assertThat(hello.at("/server/connId").asText()).isNotEmpty();
      assertThat(hello.path("server").has("buildId")).isFalse();
      assertThat(hello.at("/features/methods").toString())
          .isEqualTo(
              "[\"health\",\"task.approve\",\"task.cancel\",\"task.get\",\"task.list\","
                  + "\"task.retry\",\"task.submit\",\"task.subscribe\",\"task.unsubscribe\"]");
      assertThat(hello.at("/features/events").toString()).contains("tick", "task");
      assertThat(hello.at("/snapshot/presence").isArray()).isTrue();
      assertThat(hello.at("/snapshot/authMode").asText()).isEqualTo("token");
      assertThat(hello.at("/snapshot/sessionDefaults/mainSessionKey").asText())
          .isEqualTo("agent:agent-one:main");
      assertThat(hello.at("/auth/role").asText()).isEqualTo("operator");
      assertThat(hello.at("/auth/scopes").toString())
          .isEqualTo("[\"operator.read\",\"operator.write\"]");
      assertThat(hello.at("/policy/maxPayload").asLong()).isEqualTo(1 << 20);
      assertThat(hello.at("/policy/maxBufferedBytes").asLong()).isEqualTo(52_428_800);
      assertThat(hello.at("/policy/tickIntervalMs").asLong()).isEqualTo(1000);
    }
  }

  @ParameterizedTest
  @CsvSource({"wrong-token-of-the-tests, AUTH_TOKEN_MISMATCH", "'', AUTH_TOKEN_MISSING"})
  void shouldRefuseAClientThatHasNot(String token, String detail) throws Exception {
    try (SocketClient client = SocketClient.open(gateway.webSocket("/"))) {
      // when
      JsonNode answer = client.call("connect", SocketClient.connectParams(token));

      // then
      assertError(answer, "AUTH_TOKEN_MISMATCH");
      assertThat(answer.at("/error/details/code").asText()).isEqualTo(detail);
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void shouldRefuseAnotherVersionOfTheProtocol() throws Exception {
    try (SocketClient client = SocketClient.open(gateway.webSocket("/"))) {
      JsonNode answer =
          client.call(
              "connect",
              "{\"minProtocol\": 5, \"maxProtocol\": 6, \"auth\": {\"token\": \"" + TOKEN + "\"}}");
      assertError(answer, "INVALID_REQUEST");
      assertThat(answer.at("/error/details/expectedProtocol").asInt()).isEqualTo(4);
      assertThat(client.closeCode()).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"req\",\"id\":\"1\",\"method\":\"health\"}",
        "{\"type\":\"req\",\"id\":\"1\",\"method\":\"task.submit\",\"params\":{\"text\":\"a\"}}",
        "{\"type\":\"event\",\"event\":\"x\"}",
        "hello",
        "[]",
        "",
      })
  void shouldEndAConnectionThatDoesNotBeginWithConnect(String first) throws Exception {
    long stored = stack.kafka().endOffset();
    try (SocketClient client = SocketClient.open(gateway.webSocket("/"))) {
      client.send(first);
      assertThat(client.frame().path("ok").asBoolean(true)).isFalse();
      assertThat(client.closeCode()).isEqualTo(1008);
    }
    assertThat(stack.kafka().endOffset()).isEqualTo(stored);
  }

  @Test
  void shouldEndAConnectionThatSaysNothing() throws Exception {
    try (SocketClient client = SocketClient.open(gateway.webSocket("/"))) {
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void shouldAnswerAFirstFrameThatIsTooLarge() throws Exception {
    try (SocketClient client = SocketClient.open(gateway.webSocket("/"))) {
      client.send(
          "{\"type\":\"req\",\"id\":\"7\",\"method\":\"connect\",\"params\":{\"x\":\""
              + "y".repeat(64 << 10)
              + "\"}}");
      JsonNode answer = client.response("7");
      assertError(answer, "BODY_TOO_LARGE");
      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void shouldNotEvenGatherAFirstFrameThatIsMuchTooLarge() throws Exception {
    try (SocketClient client = SocketClient.open(gateway.webSocket("/"))) {
      var _ = client.raw().sendText("y".repeat(20 << 20), true);
      assertCutOff(client);
    }
  }

  @Test
  void shouldLetAClientDoNoMoreThanItAskedFor() throws Exception {
    long stored = stack.kafka().endOffset();
    try (SocketClient client =
        SocketClient.open(gateway.webSocket("/")).connect(TOKEN, "operator.read")) {
      assertThat(client.callOk("health", "{}").path("ok").asBoolean()).isTrue();
      JsonNode answer = client.call("task.submit", "{\"text\": \"a\"}");
      assertError(answer, "FORBIDDEN");
      assertThat(answer.at("/error/details/code").asText()).isEqualTo("MISSING_SCOPE");
    }
    assertThat(stack.kafka().endOffset()).isEqualTo(stored);
  }

  @Test
  void shouldLetForeignPagesOpenNothing() throws Exception {
    assertThatThrownBy(
            () -> SocketClient.open(gateway.webSocket("/"), "Origin", "https://evil.example.org"))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    for (String origin : List.of("http://127.0.0.1:" + gateway.port(), "https://ui.example.org")) {
      try (SocketClient client =
          SocketClient.open(gateway.webSocket("/"), "Origin", origin).connect(TOKEN)) {
        assertThat(client.callOk("health", "{}").path("ok").asBoolean()).isTrue();
      }
    }
  }

  /** The close frame may be overtaken by the reset that ends the upload. */
  private static void assertCutOff(SocketClient client) throws Exception {
    try {
      assertThat(client.closeCode()).isEqualTo(1009);
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(IOException.class);
    }
  }

  private static void assertError(JsonNode answer, String code) {
    assertThat(answer.path("ok").asBoolean(true)).as(answer.toString()).isFalse();
    assertThat(answer.at("/error/code").asText()).isEqualTo(code);
    assertThat(answer.at("/error/message").asText()).isNotEmpty();
  }
}
