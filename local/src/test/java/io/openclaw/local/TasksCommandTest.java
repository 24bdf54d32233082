package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TasksCommandTest extends GatewayCommandCase {
  private static final String ID = "0192f0c4-7a3e-7c11-9b1a-3f6d2c5b8e01";

  @Test
  void shouldListTasksAsATable() {
    gateway.answer(
        "GET /v1/tasks?limit=50",
        200,
        "{\"tasks\": [%s, %s]}".formatted(task("FAILED", 90), task("RUNNING", 3)));

    assertThat(command.run("tasks")).isZero();

    assertThat(command.out().lines())
        .hasSize(3)
        .first()
        .asString()
        .matches("TASK +STATUS +STEPS +AGE +TOOK +ROUTE +TEXT");
    assertThat(command.out())
        .containsPattern(ID + "  failed: TIMEOUT +1/4  1 min 3\\d s  12\\.0 s  agent a-1  第一行 第二行")
        .contains("running, waits for approval");
    assertThat(command.err()).isEmpty();
  }

  @Test
  void shouldAskForPartAfterPartWithAllConditions() {
    String query = "status=running,failed&waiting=true&agent=a&contains=a b&c";
    gateway.answer(
        "GET /v1/tasks?" + query + "&limit=200", 200, "{\"tasks\": [], \"next\": \"x\"}");
    gateway.answer(
        "GET /v1/tasks?" + query + "&limit=200&cursor=x",
        200,
        "{\"tasks\": [%s], \"next\": \"y\"}".formatted(task("RUNNING", 3)));
    gateway.answer(
        "GET /v1/tasks?" + query + "&limit=200&cursor=y",
        200,
        "{\"tasks\": [%s], \"next\": \"z\"}".formatted(task("RUNNING", 3)));
    gateway.answer("GET /v1/tasks?" + query + "&limit=199&cursor=z", 200, "{\"tasks\": []}");

    int code =
        command.run(
            "tasks",
            "--status",
            "running,failed",
            "--waiting",
            "--agent",
            "a",
            "--contains",
            "a b&c",
            "--limit",
            "201",
            "--json");

    assertThat(code).as(command.err()).isZero();
    assertThat(command.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":"));
  }

  @Test
  void shouldSayThatThereAreMore() {
    gateway.answer(
        "GET /v1/tasks?limit=1",
        200,
        "{\"tasks\": [%s], \"next\": \"x\"}".formatted(task("RUNNING", 3)));

    assertThat(command.run("tasks", "--limit", "1")).isZero();
    assertThat(command.err()).contains("there are more; --limit shows more of them");
  }

  @Test
  void shouldSayWhatIsWrong() {
    gateway.answer(
        "GET /v1/tasks?status=lost&limit=50",
        400,
        "{\"code\": \"INVALID_FIELD\", \"detail\": \"status: there is no lost\"}");

    assertThat(command.run("tasks", "--status", "lost")).isEqualTo(2);
    assertThat(command.err()).contains("refused: status: there is no lost (INVALID_FIELD)");
    assertThat(command.run("tasks", "--limit", "0")).isEqualTo(2);
    assertThat(command.err()).contains("--limit must be above zero: 0");
    assertThat(command.run("tasks", "--since", "soon")).isEqualTo(2);
    gateway.close();
    assertThat(command.run("tasks")).isEqualTo(3);
  }

  @Test
  void shouldListWhatWaitsForApproval() {
    Instant now = Instant.now();
    gateway.answer(
        "GET /v1/approvals?limit=50",
        200,
        """
        {"approvals": [{"taskId": "%s", "text": "上线", "step": "release.ship", "name": "发布",
          "since": "%s", "expiresAt": "%s"}]}
        """
            .formatted(ID, now.minusSeconds(3600), now.plus(1, ChronoUnit.DAYS)));

    assertThat(command.run("approvals")).isZero();

    assertThat(command.out())
        .containsPattern(ID + "  release\\.ship  发布  1 h 0 min  in 23 h 59 min  上线");
    gateway.answer("GET /v1/approvals?limit=50", 200, "{\"approvals\": []}");
    assertThat(command.run("approvals")).isZero();
    assertThat(command.err()).contains("nothing waits for approval");
  }

  private static String task(String status, int age) {
    return """
    {"id": "%s", "text": "第一行\\n第二行\\u001b[2J", "status": "%s",
     "route": {"kind": "AGENT", "target": "a-1"}, "createdAt": "%s",
     "updatedAt": "2026-01-01T00:00:12Z", "duration": "PT12S", %s "stepsDone": 1,
     "stepsTotal": 4, "waitsForApproval": %s}
    """
        .formatted(
            ID,
            status,
            Instant.now().minusSeconds(age),
            status.equals("FAILED") ? "\"failureCode\": \"TIMEOUT\"," : "",
            status.equals("RUNNING"));
  }
}
