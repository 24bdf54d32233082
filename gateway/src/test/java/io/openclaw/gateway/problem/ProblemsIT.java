package io.openclaw.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, it gets a problem, and nothing is stored. */
class ProblemsIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();
  private long stored;

  @BeforeEach
  void lookAtTheTopic() throws Exception {
    stored = stack.kafka().endOffset();
  }

  @AfterEach
  void shouldHaveStoredNothing() throws Exception {
    assertThat(stack.kafka().endOffset()).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|EMPTY_TEXT|text",
        "{\"text\": null}|EMPTY_TEXT|text",
        "{\"text\": \"\"}|EMPTY_TEXT|text",
        "{\"text\": \" \\n \"}|EMPTY_TEXT|text",
        "{\"text\": \"a\", \"agent\": \"agent-x\"}|UNKNOWN_AGENT|agent-one, agent-two",
        "{\"text\": \"a\", \"agnet\": \"agent-one\"}|INVALID_FIELD|agnet: there is no such member",
        "{\"text\": 5}|INVALID_FIELD|text: must be a string",
        "{\"text\": \"a\", \"agent\": true}|INVALID_FIELD|agent: must be a string",
        "{\"text\": {\"a\": 1}}|INVALID_FIELD|text: must be a string",
        "{\"text\": \"a\", \"inputs\": [1]}|INVALID_FIELD|inputs: must be an object",
        "{\"text\": \"a\\u0000b\"}|INVALID_FIELD|text: contains U+0000",
        "{\"text\": \"a\\ud800b\"}|INVALID_FIELD|text: contains half a surrogate pair",
        "{\"text\": \"a\", \"inputs\": {\"x\": [1, \"\\u0000\"]}}|INVALID_FIELD|inputs.x[1]: contains U+0000",
        "{\"text\": \"a\", \"inputs\": {\"x\": {\"\\u0000\": 1}}}|INVALID_FIELD|inputs.x: contains U+0000",
        "{\"text\": \"a\", \"inputs\": {\"x\": [{\"$stored\": 1}]}}|INVALID_FIELD|inputs.x[0]: the name $stored is reserved",
        "{\"text\": \"a\"|MALFORMED_JSON|too early (line 1, column",
        "{\"text\": \"a\",}|MALFORMED_JSON|(line 1, column 14)",
        "{'text': 'a'}|MALFORMED_JSON|(line 1, column 2)",
        "{\"text\": \"a\", \"text\": \"b\"}|MALFORMED_JSON|Duplicate field 'text'",
        "{\"text\": \"a\"} {}|MALFORMED_JSON|something after",
        "[]|MALFORMED_JSON|expected a JSON object",
        "\"text\"|MALFORMED_JSON|expected a JSON object",
        "hello|MALFORMED_JSON|line 1",
      })
  void shouldRefuseABodyAndSayWhereItIsWrong(String body, ProblemCode code, String place)
      throws Exception {
    // when
    HttpResponse<String> response = gateway.post("/v1/tasks", body);

    // then
    assertProblem(response, code, "/v1/tasks");
    assertThat(json(response).path("detail").asText()).contains(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "null"})
  void shouldRefuseAnEmptyBody(String body) throws Exception {
    assertProblem(gateway.post("/v1/tasks", body), ProblemCode.MALFORMED_JSON, "/v1/tasks");
  }

  @ParameterizedTest
  @CsvSource({
    "101, inputs.x:",
    "998, inputs.x:",
    // Where the reader of JSON stops by itself.
    "999, the JSON:",
    "50000, the JSON:"
  })
  void shouldRefuseAnInputThatNestsTooDeep(int levels, String place) throws Exception {
    // given
    String input = "[".repeat(levels) + "]".repeat(levels);

    // when
    HttpResponse<String> response =
        gateway.post("/v1/tasks", "{\"text\": \"a\", \"inputs\": {\"x\": " + input + "}}");

    // then
    assertProblem(response, ProblemCode.TOO_DEEP, "/v1/tasks");
    assertThat(json(response).path("detail").asText()).contains(place, "100 levels", "flatter");
  }

  @Test
  void shouldNameLineAndColumnInALongerBody() throws Exception {
    // when
    HttpResponse<String> response = gateway.post("/v1/tasks", "{\n  \"text\": \"a\",\n  oops\n}");

    // then
    assertProblem(response, ProblemCode.MALFORMED_JSON, "/v1/tasks");
    assertThat(json(response).path("detail").asText()).contains("line 3");
  }

  @Test
  void shouldRefuseBytesThatAreNoUtf8() throws Exception {
    // given
    byte[] body = "{\"text\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);

    // when
    HttpResponse<String> response = send(BodyPublishers.ofByteArray(body), "application/json");

    // then
    assertProblem(response, ProblemCode.MALFORMED_JSON, "/v1/tasks");
  }

  @Test
  void shouldRefuseATextOfMoreCharactersThanAllowed() throws Exception {
    // given 32,768 characters outside the basic plane are allowed, one more is not
    String tooLong = "😀".repeat(32_769);

    // when
    HttpResponse<String> response = gateway.post("/v1/tasks", "{\"text\": \"" + tooLong + "\"}");

    // then
    assertProblem(response, ProblemCode.TEXT_TOO_LONG, "/v1/tasks");
    assertThat(json(response).path("detail").asText()).contains("32769").contains("32768");
  }

  @Test
  void shouldRefuseABodyThatSaysItIsTooLarge() throws Exception {
    String body = "{\"text\": \"a\", \"inputs\": {\"x\": \"" + "y".repeat(1 << 20) + "\"}}";
    assertProblem(gateway.post("/v1/tasks", body), ProblemCode.BODY_TOO_LARGE, "/v1/tasks");
  }

  @Test
  void shouldRefuseABodyThatTurnsOutTooLarge() throws Exception {
    // given a body that is sent in chunks and does not say how long it is
    String body = "{\"text\": \"a\", \"inputs\": {\"x\": \"" + "y".repeat(1 << 20) + "\"}}";
    HttpRequest.BodyPublisher chunked =
        BodyPublishers.ofInputStream(
            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));

    // when
    HttpResponse<String> response = send(chunked, "application/json");

    // then
    assertProblem(response, ProblemCode.BODY_TOO_LARGE, "/v1/tasks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void shouldRefuseWhatIsNotJson(String mediaType) throws Exception {
    // when
    HttpResponse<String> response = send(BodyPublishers.ofString("{\"text\": \"a\"}"), mediaType);

    // then
    assertProblem(response, ProblemCode.UNSUPPORTED_MEDIA_TYPE, "/v1/tasks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "\u00e9"})
  void shouldRefuseAKeyOfOtherCharacters(String key) throws Exception {
    // when
    HttpResponse<String> response =
        gateway.post("/v1/tasks", "{\"text\": \"a\"}", "Idempotency-Key", key);

    // then
    assertProblem(response, ProblemCode.INVALID_FIELD, "/v1/tasks");
    assertThat(json(response).path("detail").asText()).startsWith("Idempotency-Key");
  }

  @Test
  void shouldRefuseALongKey() throws Exception {
    // when
    HttpResponse<String> response =
        gateway.post("/v1/tasks", "{\"text\": \"a\"}", "Idempotency-Key", "k".repeat(256));

    // then
    assertProblem(response, ProblemCode.INVALID_FIELD, "/v1/tasks");
  }

  @Test
  void shouldSayThatThereIsNoSuchTask() throws Exception {
    for (String id : new String[] {UUID.randomUUID().toString(), "abc", "0-0-0-0-0"}) {
      String path = "/v1/tasks/" + id;
      assertProblem(gateway.get(path), ProblemCode.TASK_NOT_FOUND, path);
      assertProblem(gateway.get(path + "/events"), ProblemCode.TASK_NOT_FOUND, path + "/events");
      String artifact = path + "/artifacts/s/a/1/x.txt";
      assertProblem(gateway.get(artifact), ProblemCode.TASK_NOT_FOUND, artifact);
    }
  }

  @Test
  void shouldRefuseAPositionThatIsNone() throws Exception {
    // given
    String path = "/v1/tasks/" + UUID.randomUUID() + "/events";

    // when
    HttpResponse<String> response =
        GatewayProcess.send(gateway.authorized(path).header("Last-Event-ID", "yesterday"));

    // then
    assertProblem(response, ProblemCode.INVALID_FIELD, path);
  }

  @Test
  void shouldGiveAProblemForAnyOtherPathAndMethod() throws Exception {
    assertProblem(gateway.get("/v1/nothing"), ProblemCode.NOT_FOUND, "/v1/nothing");
    assertProblem(
        GatewayProcess.send(gateway.authorized("/v1/tasks").DELETE()),
        ProblemCode.METHOD_NOT_ALLOWED,
        "/v1/tasks");
    assertProblem(
        GatewayProcess.send(gateway.authorized("/v1/agents").header("Accept", "text/csv")),
        ProblemCode.NOT_ACCEPTABLE,
        "/v1/agents");
  }

  @Test
  void shouldSayWhenTheOrchestratorIsAway() throws Exception {
    // given
    stack.orchestrator().stop();
    try {
      String path = "/v1/tasks/" + UUID.randomUUID();

      // when
      HttpResponse<String> task = gateway.get(path);
      HttpResponse<String> events = gateway.get(path + "/events");
      HttpResponse<String> route = gateway.post("/v1/routes/explain", "{\"text\": \"a\"}");

      // then
      assertProblem(task, ProblemCode.UNAVAILABLE, path);
      assertProblem(events, ProblemCode.UNAVAILABLE, path + "/events");
      assertProblem(route, ProblemCode.UNAVAILABLE, "/v1/routes/explain");
      assertThat(task.headers().firstValue("Retry-After")).contains("2");
    } finally {
      stack.orchestrator().startAgain();
    }
  }

  private HttpResponse<String> send(HttpRequest.BodyPublisher body, String mediaType)
      throws Exception {
    return GatewayProcess.send(
        gateway.authorized("/v1/tasks").header("Content-Type", mediaType).POST(body));
  }

  private static void assertProblem(HttpResponse<String> response, ProblemCode code, String path)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(code.status());
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.path("code").asText()).isEqualTo(code.name());
    assertThat(problem.path("status").asInt()).isEqualTo(code.status());
    assertThat(problem.path("type").asText()).isEqualTo(code.type());
    assertThat(problem.path("title").asText()).isEqualTo(code.title());
    assertThat(problem.path("detail").asText()).isNotEmpty();
    assertThat(problem.path("instance").asText()).isEqualTo(path);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return EventJson.mapper().readTree(response.body());
  }
}
