package io.openclaw.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
  private static final Path PAGE = Path.of("..", "docs", "api.md");

  /** Codes with commas, and the statuses that they have, each once. */
  private static final Pattern ROW =
      Pattern.compile("^\\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \\| ([0-9, ]+) \\|", Pattern.MULTILINE);

  /** Clients rely on these; a change breaks them. */
  @Test
  void shouldKeepItsCodes() {
    assertThat(Arrays.stream(ProblemCode.values()).map(c -> c + " " + c.status() + " " + c.type()))
        .containsExactly(
            "EMPTY_TEXT 400 urn:openclaw:problem:empty-text",
            "TEXT_TOO_LONG 400 urn:openclaw:problem:text-too-long",
            "UNKNOWN_AGENT 400 urn:openclaw:problem:unknown-agent",
            "MALFORMED_JSON 400 urn:openclaw:problem:malformed-json",
            "INVALID_FIELD 400 urn:openclaw:problem:invalid-field",
            "TOO_DEEP 400 urn:openclaw:problem:too-deep",
            "INVALID_REQUEST 400 urn:openclaw:problem:invalid-request",
            "UNAUTHENTICATED 401 urn:openclaw:problem:unauthenticated",
            "AUTH_TOKEN_MISMATCH 401 urn:openclaw:problem:auth-token-mismatch",
            "FORBIDDEN 403 urn:openclaw:problem:forbidden",
            "NOT_FOUND 404 urn:openclaw:problem:not-found",
            "TASK_NOT_FOUND 404 urn:openclaw:problem:task-not-found",
            "ARTIFACT_NOT_FOUND 404 urn:openclaw:problem:artifact-not-found",
            "DEAD_LETTER_NOT_FOUND 404 urn:openclaw:problem:dead-letter-not-found",
            "METHOD_NOT_ALLOWED 405 urn:openclaw:problem:method-not-allowed",
            "NOT_ACCEPTABLE 406 urn:openclaw:problem:not-acceptable",
            "TASK_IS_OVER 409 urn:openclaw:problem:task-is-over",
            "TASK_IS_RUNNING 409 urn:openclaw:problem:task-is-running",
            "NOT_WAITING 409 urn:openclaw:problem:not-waiting",
            "DEAD_LETTER_IS_CLOSED 409 urn:openclaw:problem:dead-letter-is-closed",
            "DEAD_LETTER_NOT_REPLAYABLE 409 urn:openclaw:problem:dead-letter-not-replayable",
            "BODY_TOO_LARGE 413 urn:openclaw:problem:body-too-large",
            "UNSUPPORTED_MEDIA_TYPE 415 urn:openclaw:problem:unsupported-media-type",
            "IDEMPOTENCY_KEY_REUSED 422 urn:openclaw:problem:idempotency-key-reused",
            "WORKSPACE_NOT_SOUND 422 urn:openclaw:problem:workspace-not-sound",
            "SLOW_CLIENT 429 urn:openclaw:problem:slow-client",
            "INTERNAL 500 urn:openclaw:problem:internal",
            "UNAVAILABLE 503 urn:openclaw:problem:unavailable");
  }

  @Test
  void shouldBeDocumented() throws IOException {
    List<String> documented = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      List<ProblemCode> codes =
          Arrays.stream(row.group(1).replace("`", "").split(", ", -1))
              .map(ProblemCode::valueOf)
              .toList();
      codes.forEach(code -> documented.add(code.name()));
      assertThat(codes.stream().map(code -> "" + code.status()).distinct())
          .as(row.group())
          .containsExactly(row.group(2).split(", ", -1));
    }

    assertThat(documented)
        .containsExactlyInAnyOrder(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::name).toArray(String[]::new));
  }
}
