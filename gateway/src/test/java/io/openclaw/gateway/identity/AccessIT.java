package io.openclaw.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/ws",
        "/v1/tasks/0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57",
        "/v1/tasks/0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57/events",
        "/v1/tasks/0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57/artifacts/s/a/1/x",
        "/v1/tasks",
        "/v1/tasks/0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57/history",
        "/v1/approvals",
        "/v1/dead-letters",
        "/v1/dead-letters/1",
        "/v1/agents",
        "/v1/skills",
        "/v1/nothing",
        "/q/health",
        "/q/metrics",
        "/q/dev",
        "/q/openapi/../../v1/agents",
        "/healthz/",
        "/healthz/x",
        "/q/swagger-uix",
        "//v1/agents",
      })
  void shouldLetNobodyInWithoutAToken(String path) throws Exception {
    HttpResponse<String> response = GatewayProcess.get(gateway.uri(path));
    assertUnauthenticated(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong-token-of-the-tests",
        "Bearer ",
        "Bearer",
        "Basic Z2F0ZXdheS10b2tlbi1vZi10aGUtdGVzdHM6",
        "gateway-token-of-the-tests",
        "Bearer gateway-token-of-the-tests2",
      })
  void shouldLetNobodyInWithAnotherToken(String authorization) throws Exception {
    long stored = stack.kafka().endOffset();

    HttpResponse<String> response =
        GatewayProcess.send(
            HttpRequest.newBuilder(gateway.uri("/v1/tasks"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"a\"}")));

    assertUnauthenticated(response);
    assertThat(stack.kafka().endOffset()).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz", "/q/openapi", "/q/swagger-ui/"})
  void shouldLeaveHealthAndDocumentsOpen(String path) throws Exception {
    assertThat(GatewayProcess.get(gateway.uri(path)).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldLetInWhoHasTheToken() throws Exception {
    assertThat(gateway.get("/v1/agents").statusCode()).isEqualTo(200);
  }

  private static void assertUnauthenticated(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains("\"code\":\"UNAUTHENTICATED\"");
  }
}
