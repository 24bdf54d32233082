package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class HistoryCommandTest {
  private static final String ID = "0192f0c4-7a3e-7c11-9b1a-3f6d2c5b8e01";
  private static final String STEP =
      "\"step\": {\"stepId\": \"ship\", \"agentId\": \"agent-ai-001\", \"attempt\": %d}";
  private static final String CAUSE =
      "\"cause\": {\"code\": \"TIMEOUT\", \"message\": \"no answer\\nin 30 s\", \"retryable\": true}";

  @TempDir Path temp;

  private CommandRun command;
  private RunningGateway gateway;

  @BeforeEach
  void open() {
    command = new CommandRun(temp.resolve("workspace"), temp.resolve("home"));
    gateway = new RunningGateway(temp.resolve("home"));
    gateway.answer("GET /v1/agents", 200, "[{\"id\": \"agent-ai-001\", \"name\": \"AI工程师\"}]");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void shouldTellAllOfItPartByPart() {
    part(
        0,
        ", \"next\": 5",
        event(1, 0, "task.accepted", "\"tenant\": \"t\", \"text\": \"上线\", \"attachments\": []"),
        event(2, 0, "approval.requested", "\"stepId\": \"ship\""),
        event(
            3,
            60,
            "approval.resolved",
            "\"stepId\": \"ship\", \"approved\": true, \"by\": \"ann\", \"note\": \"go\""),
        event(4, 61, "step.started", STEP.formatted(1) + ", \"workerId\": \"w-1\""),
        event(
            5,
            91,
            "step.retrying",
            STEP.formatted(1) + ", " + CAUSE + ", \"nextAt\": \"2026-11-22T10:01:33Z\""));
    part(
        5,
        "",
        event(6, 100, "step.failed", STEP.formatted(2) + ", " + CAUSE),
        event(
            7, 100, "step.skipped", "\"stepId\": \"tell\", \"reason\": \"its condition is false\""),
        event(8, 100, "something.newer", "\"x\": 1"),
        event(9, 101, "approval.closed", "\"stepId\": \"ask\", \"reason\": \"the task has ended\""),
        event(10, 101, "task.cancelled", "\"by\": \"bob\", \"reason\": \"wrong file\""));

    assertThat(command.run("history", ID)).isZero();

    assertThat(command.out())
        .isEqualTo(
            """
                 AFTER  STEP  AGENT     TRY  WHAT
                 0.0 s                       accepted: 上线
                 0.0 s  ship                 waits for approval
             1 min 0 s  ship                 approved by ann: go
             1 min 1 s  ship  AI工程师    1  started by w-1
            1 min 31 s  ship  AI工程师    1  failed, next try in 2.0 s: no answer in 30 s (TIMEOUT)
            1 min 40 s  ship  AI工程师    2  failed for good: no answer in 30 s (TIMEOUT)
            1 min 40 s  tell                 skipped: its condition is false
                                             io.openclaw.something.newer.v1
            1 min 41 s  ask                  no longer waits for approval: the task has ended
            1 min 41 s                       task cancelled by bob: wrong file
            """);
  }

  @Test
  void shouldPrintEventsAsTheyAre() {
    part(0, "", event(1, 0, "something.newer", "\"x\": 1"));

    assertThat(command.run("history", ID, "--json")).isZero();

    assertThat(command.out()).startsWith("{\"seq\":1,\"event\":{").contains("\"x\":1");
  }

  @Test
  void shouldSayThatThereIsNoSuchTask() {
    gateway.answer(
        "GET /v1/tasks/" + ID + "/history?after=0",
        404,
        "{\"code\": \"TASK_NOT_FOUND\", \"detail\": \"no task\"}");

    assertThat(command.run("history", ID)).isEqualTo(2);
    assertThat(command.err()).contains("refused: no task (TASK_NOT_FOUND)");
    assertThat(command.run("history", "x")).isEqualTo(2);
  }

  private void part(int after, String next, String... events) {
    gateway.answer(
        "GET /v1/tasks/" + ID + "/history?after=" + after,
        200,
        "{\"events\": [" + String.join(",", events) + "]" + next + "}");
  }

  private static String event(int seq, int second, String type, String members) {
    return """
    {"seq": %d, "event": {"type": "io.openclaw.%s.v1", "taskId": "%s",
     "at": "2026-11-22T10:%02d:%02dZ", %s}}
    """
        .formatted(seq, type, ID, second / 60, second % 60, members);
  }
}
