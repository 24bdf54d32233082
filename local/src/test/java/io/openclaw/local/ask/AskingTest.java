package io.openclaw.local.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.local.ask.Asking.Outcome;
import io.openclaw.local.terminal.Captured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskingTest {
  @TempDir Path temp;

  private final Captured captured = new Captured(0, false);
  private FakeGateway gateway;
  private List<JsonNode> events;

  @BeforeEach
  void start() throws Exception {
    events = TranscriptTest.events();
    gateway = new FakeGateway(events);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void shouldSubmitOnceAndShowTheRunToItsEnd() throws Exception {
    Outcome outcome = asking(false).ask("端到端", null, null);

    assertThat(outcome).isEqualTo(new Outcome.Completed());
    assertThat(captured.out())
        .contains("1. 需求分析: 📋 产品经理")
        .contains("🏛 架构师   │ ↻ 技术方案 failed: no answer in 30 s (TIMEOUT)")
        .contains("accuracy           0.986")
        .contains(temp.resolve("artifacts").toString());
    JsonNode submitted = gateway.requests("task.submit").getFirst().path("params");
    assertThat(submitted.path("text").asText()).isEqualTo("端到端");
    assertThat(submitted.has("agent")).isFalse();
    assertThat(submitted.path("idempotencyKey").asText()).hasSize(36);
  }

  @Test
  void shouldGoOnBehindTheLastEventWhenTheConnectionBreaks() throws Exception {
    gateway.dropAfter(17);

    Outcome outcome = asking(true).ask("端到端", "agent-ai-001", null);

    assertThat(outcome).isEqualTo(new Outcome.Completed());
    assertThat(gateway.requests("task.submit")).hasSize(1);
    assertThat(gateway.requests("task.subscribe").getLast().path("params").path("after").asText())
        .isEqualTo("17");
    assertThat(lines()).isEqualTo(events);
    assertThat(captured.err()).contains("trying again");
  }

  @Test
  void shouldShowNothingTwiceWhenTheLiveViewIsLost() throws Exception {
    gateway.dropAfter(17);
    gateway.loseLiveView();
    List<JsonNode> recorded =
        events.stream().filter(e -> !e.path("type").asText().contains(".live.")).toList();

    Outcome outcome = asking(true).ask("端到端", null, null);

    assertThat(outcome).isEqualTo(new Outcome.Completed());
    assertThat(lines()).isEqualTo(recorded);
  }

  @Test
  void shouldSubmitAgainWithTheSameKeyWhenTheAnswerIsLost() throws Exception {
    gateway.swallowSubmission();

    Outcome outcome = asking(true).ask("端到端", null, null);

    assertThat(outcome).isEqualTo(new Outcome.Completed());
    List<JsonNode> submissions = gateway.requests("task.submit");
    assertThat(submissions).hasSize(2);
    assertThat(submissions.get(0).path("params")).isEqualTo(submissions.get(1).path("params"));
  }

  @Test
  void shouldTellWhyATaskFailed() throws Exception {
    gateway.close();
    JsonNode failed =
        EventJson.mapper()
            .readTree(
                """
                {"type":"io.openclaw.task.failed.v1","at":"2026-11-22T10:00:01Z",
                 "taskId":"0192f0c4-7a3e-7c11-9b1a-3f6d2c5b8e01",
                 "cause":{"code":"BAD_INPUT","message":"no such file","retryable":false}}
                """);
    gateway = new FakeGateway(List.of(events.getFirst(), failed));

    Outcome outcome = asking(false).watch(UUID.randomUUID(), null);

    assertThat(outcome).isEqualTo(new Outcome.Failed("no such file (BAD_INPUT)"));
    assertThat(gateway.requests("task.submit")).isEmpty();
    assertThat(captured.out()).contains("✗ Failed in 1.0 s");
  }

  @Test
  void shouldTellThatATaskWasCancelled() throws Exception {
    gateway.close();
    JsonNode cancelled =
        EventJson.mapper()
            .readTree(
                """
                {"type":"io.openclaw.task.cancelled.v1","at":"2026-11-22T10:00:01Z",
                 "taskId":"0192f0c4-7a3e-7c11-9b1a-3f6d2c5b8e01","by":"operator","reason":"wrong file"}
                """);
    gateway = new FakeGateway(List.of(events.getFirst(), cancelled));

    Outcome outcome = asking(false).watch(UUID.randomUUID(), null);

    assertThat(outcome).isEqualTo(new Outcome.Cancelled("operator"));
    assertThat(captured.out()).contains("✗ Cancelled by operator in 1.0 s");
  }

  @Test
  void shouldTellThatARequestIsRefused() throws Exception {
    gateway.refuseSubmission("EMPTY_TEXT", "the text is empty");

    assertThat(asking(false).ask("", null, null))
        .isEqualTo(new Outcome.Refused("EMPTY_TEXT", "the text is empty"));
  }

  @Test
  void shouldSayWhatTheGatewaySaysWhenItCannotTakeTheTaskNow() throws Exception {
    gateway.refuseSubmission("UNAVAILABLE", "the task could not be stored; try again");

    assertThat(asking(false).ask("x", null, Duration.ofSeconds(2)))
        .isEqualTo(new Outcome.Refused("UNAVAILABLE", "the task could not be stored; try again"));
    assertThat(captured.err())
        .contains("(the gateway says: the task could not be stored")
        .doesNotContain("no gateway");
  }

  @Test
  void shouldTellThatTheTokenIsRefused() throws Exception {
    Asking asking = new Asking(captured.terminal(), gateway.address(), "x", "1", temp, temp, false);

    assertThat(asking.ask("x", null, null))
        .isEqualTo(new Outcome.Refused("AUTH_TOKEN_MISMATCH", "the token is wrong"));
  }

  @Test
  void shouldStopWaitingWhenTheTimeIsOver() throws Exception {
    gateway.close();
    gateway = new FakeGateway(events.subList(0, 3));
    Asking asking = asking(true);

    assertThat(asking.ask("x", null, Duration.ofMillis(500))).isEqualTo(new Outcome.TimedOut());
    assertThat(asking.taskId()).isNotNull();
  }

  @Test
  void shouldSayThatThereIsNoGateway() throws Exception {
    Asking asking = asking(false);
    gateway.close();

    assertThatThrownBy(() -> asking.ask("x", null, Duration.ofMillis(300)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no gateway at http://127.0.0.1:");
  }

  private Asking asking(boolean json) {
    return new Asking(
        captured.terminal(),
        gateway.address(),
        FakeGateway.TOKEN,
        "1",
        temp.resolve("artifacts"),
        temp.resolve("workspace"),
        json);
  }

  private List<JsonNode> lines() throws IOException {
    return captured
        .out()
        .lines()
        .map(line -> {
          try {
            return EventJson.mapper().readTree(line);
          } catch (IOException e) {
            throw new AssertionError(line, e);
          }
        })
        .toList();
  }
}
