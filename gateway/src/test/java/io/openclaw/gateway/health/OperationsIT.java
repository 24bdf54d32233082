package io.openclaw.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationsIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();

  @Test
  void shouldSayUpOrDownAndNoMoreOnTheMainPort() throws Exception {
    assertThat(GatewayProcess.get(gateway.uri("/healthz")).body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(GatewayProcess.get(gateway.uri("/readyz")).body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void shouldShowHealthAndMetricsOnTheManagementPort() throws Exception {
    gateway.get("/v1/nothing");
    assertThat(GatewayProcess.get(gateway.management("/q/health")).body()).contains("kafka topic");
    String metrics = GatewayProcess.get(gateway.management("/metrics")).body();
    assertThat(metrics)
        .contains("openclaw_live_runs")
        .contains("openclaw_websocket_connections")
        .contains("openclaw_problems_total{code=\"NOT_FOUND\"}")
        .contains("http_server_requests_seconds_count");
    assertThat(GatewayProcess.get(gateway.management("/q/metrics")).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseToStartWithoutItsTokens() {
    // given
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.remove("OPENCLAW_GATEWAY_TOKEN");

    // then
    assertThat(oneLine(environment)).contains("OPENCLAW_GATEWAY_TOKEN is not set");
    environment.put("OPENCLAW_GATEWAY_TOKEN", "fifteen-letters");
    assertThat(oneLine(environment)).contains("OPENCLAW_GATEWAY_TOKEN has only 15 characters");
    environment.put("OPENCLAW_GATEWAY_TOKEN", "sixteen-letters.");
    environment.remove("OPENCLAW_INTERNAL_TOKEN");
    assertThat(oneLine(environment)).contains("OPENCLAW_INTERNAL_TOKEN is not set");
  }

  @Test
  void shouldRefuseToStartWithAnUnsoundWorkspace() {
    // given
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("OPENCLAW_WORKSPACE", "src/test/resources/no-workspace");

    // when
    String said = GatewayProcess.startInVain(stack.folder(), environment);

    // then
    assertThat(said).contains("The gateway does not start: the workspace");
  }

  @Test
  void shouldNeverLogTokensOrTexts() throws Exception {
    // given
    gateway.post("/v1/tasks", "{\"text\": \"the penguins must stay secret\"}");

    // then
    assertThat(gateway.log())
        .contains("task accepted taskId=")
        .doesNotContain(GatewayProcess.TOKEN)
        .doesNotContain("the penguins must stay secret");
  }

  @Test
  void shouldStartInSeconds() {
    // Measured on a quiet machine it is near 3 s; the bound is what a busy one may take.
    System.out.printf("gateway: ready after %d ms%n", gateway.startUp().toMillis());
    assertThat(gateway.startUp().toSeconds()).isLessThan(30);
  }

  private String oneLine(Map<String, String> environment) {
    String said = GatewayProcess.startInVain(stack.folder(), environment).strip();
    assertThat(said.lines()).hasSize(1);
    return said;
  }
}
