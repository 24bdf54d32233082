package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class DeadLettersCommandTest extends GatewayCommandCase {
  private static final String LETTER =
      """
      {"id": 17, "state": "OPEN", "topic": "openclaw.tasks", "partition": 2, "offset": 41,
       "reason": "no TaskCommand: \\u001b[2Jx", "key": "k", "size": 9, "complete": true,
       "at": "2026-11-22T10:00:00Z"}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"dead-letters", "dead-letters list"})
  void shouldListWhatNobodyHasDecidedAbout(String line) {
    gateway.answer(
        "GET /v1/dead-letters?topic=openclaw.tasks&state=open&limit=50",
        200,
        "{\"letters\": [" + LETTER + "]}");

    assertThat(command.run((line + " --topic openclaw.tasks").split(" ", -1))).isZero();

    assertThat(command.out())
        .containsPattern("ID +STATE +AGE +FROM +BYTES +REASON")
        .containsPattern("17  open .* openclaw.tasks/2@41 +9  no TaskCommand: x\n");
  }

  @Test
  void shouldListAllOfThem() {
    gateway.answer("GET /v1/dead-letters?limit=50", 200, "{\"letters\": []}");

    assertThat(command.run("dead-letters", "--state", "all")).isZero();
    assertThat(command.err()).contains("there are no such dead letters");
  }

  @Test
  void shouldShowOne() {
    gateway.answer(
        "GET /v1/dead-letters/17",
        200,
        """
        {"letter": %s, "headers": [{"name": "ce_id", "value": {"text": "7"}}],
         "value": {"text": "{\\"type\\":"}}
        """
            .formatted(LETTER));

    assertThat(command.run("dead-letters", "show", "17")).isZero();

    assertThat(command.out())
        .contains("from    openclaw.tasks/2@41", "header  ce_id: 7", "\n\n{\"type\":\n");
  }

  @Test
  void shouldReplayAndDrop() {
    gateway.answer("POST /v1/dead-letters/17/replay", 202, LETTER);
    gateway.answer(
        "POST /v1/dead-letters/18/replay",
        409,
        "{\"code\": \"DEAD_LETTER_IS_CLOSED\", \"detail\": \"it is dropped already\"}");
    gateway.answer("DELETE /v1/dead-letters/19", 200, LETTER);

    assertThat(command.run("dead-letters", "replay", "17", "18")).isEqualTo(2);
    assertThat(command.out()).isEqualTo("dead letter 17 goes to openclaw.tasks again\n");
    assertThat(command.err()).contains("refused: it is dropped already (DEAD_LETTER_IS_CLOSED)");
    assertThat(command.run("dead-letters", "drop", "19")).isZero();
    assertThat(command.out()).isEqualTo("dead letter 19 is dropped\n");
    assertThat(command.run("dead-letters", "drop")).isEqualTo(2);
    assertThat(command.run("dead-letters", "show", "x")).isEqualTo(2);
    assertThat(command.run("dead-letters", "sell", "17")).isEqualTo(2);
    assertThat(command.err()).contains("there is list, show, replay, drop");
  }
}
