package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad requests get one clear problem with a stable code. */
@ExtendWith(RunningStack.class)
class ProblemsIT {

  static Stream<Arguments> badBodies() {
    return Stream.of(
        Arguments.of("{\"text\":\"\"}", 400, "EMPTY_TEXT"),
        Arguments.of("{\"text\":\"" + "x".repeat(32_769) + "\"}", 400, "TEXT_TOO_LONG"),
        Arguments.of("{\"text\":\"hello\",\"agent\":\"nobody\"}", 400, "UNKNOWN_AGENT"),
        Arguments.of("{\"text\":", 400, "MALFORMED_JSON"),
        Arguments.of("hello", 400, "MALFORMED_JSON"));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void shouldRefuseBadBody(String body, int status, String code, RunningStack stack)
      throws Exception {
    assertProblem(stack.gateway().post("/v1/tasks", body, null), status, code);
  }

  @Test
  void shouldRefuseBadToken(RunningStack stack) throws Exception {
    Gateway stranger = new Gateway(stack.url(), "not-the-token-at-all");
    assertProblem(stranger.post("/v1/tasks", "{\"text\":\"hi\"}", null), 401, "UNAUTHENTICATED");
    assertProblem(stranger.get("/v1/agents"), 401, "UNAUTHENTICATED");
  }

  @Test
  void shouldAnswerOpenDocumentsAndHealth(RunningStack stack) throws Exception {
    Gateway stranger = new Gateway(URI.create(stack.url().toString()), "not-the-token-at-all");
    assertThat(stranger.get("/q/openapi").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/readyz").statusCode()).isEqualTo(200);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = EventJson.mapper().readTree(response.body());
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("detail").asText()).isNotBlank();
  }
}
