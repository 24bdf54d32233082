package io.openclaw.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.live.WorkspaceReport;
import io.openclaw.workspace.live.WorkspaceReport.Result;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of the workspace, seen from outside. */
class ReloadIT {
  private static final WorkspaceProblem PROBLEM =
      new WorkspaceProblem("agents/a/config.yaml", 3, 5, "UNKNOWN_KEY", "unknown key \"x\"");

  @TempDir Path folder;

  private final Stack stack = Stack.get();

  @Test
  void shouldTellTheVersionInForce() throws Exception {
    stack.orchestrator().put(report(null));

    HttpResponse<String> response = stack.gateway().get("/v1/workspace");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("version").asText()).isEqualTo("0123456789abcdef");
    assertThat(json(response).path("problems").isEmpty()).isTrue();
  }

  @Test
  void shouldTellWhatCameOfReloading() throws Exception {
    assertThat(statusOf(report(Result.APPLIED))).isEqualTo(200);
    assertThat(statusOf(report(Result.UNCHANGED))).isEqualTo(200);
    assertThat(statusOf(report(Result.POSTPONED))).isEqualTo(503);
    assertThat(statusOf(report(Result.REFUSED, PROBLEM))).isEqualTo(422);
    JsonNode refused = json(stack.gateway().post("/v1/workspace/reload", ""));
    assertThat(refused.path("code").asText()).isEqualTo("WORKSPACE_NOT_SOUND");
    assertThat(refused.path("detail").asText())
        .contains("agents/a/config.yaml:3:5: unknown key \"x\" [UNKNOWN_KEY]", "0123456789abcdef");
    JsonNode told = json(stack.gateway().get("/v1/workspace"));
    assertThat(told.at("/problems/0/line").asInt()).isEqualTo(3);
  }

  @Test
  void shouldShowAnEditedAgent() throws Exception {
    WorkspaceCopy.copy(folder.resolve("workspace"));
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("OPENCLAW_WORKSPACE", folder.resolve("workspace").toString());
    try (GatewayProcess gateway = GatewayProcess.start(folder, environment)) {
      Path config = folder.resolve("workspace/agents/analyst/config.yaml");

      Files.writeString(
          config, Files.readString(config).replace("The analyst of the tests", "Edited meanwhile"));
      await().until(() -> gateway.get("/v1/agents").body().contains("Edited meanwhile"));

      Files.writeString(config, "agent: nonsense\n");
      Path soul = folder.resolve("workspace/agents/analyst/SOUL.md");
      Files.writeString(soul, "Edited.\n");
      gateway.post("/v1/workspace/reload", "");
      assertThat(gateway.get("/v1/agents").body()).contains("Edited meanwhile");
    }
  }

  @Test
  void shouldTakeATaskForAnAgentThatWasMadeRightBefore() throws Exception {
    Path workspace = folder.resolve("workspace");
    WorkspaceCopy.copy(workspace);
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("OPENCLAW_WORKSPACE", workspace.toString());
    try (GatewayProcess gateway = GatewayProcess.start(folder, environment)) {
      for (int i = 1; i <= 5; i++) {
        WorkspaceCopy.addAgent(workspace, "poet-" + i);

        HttpResponse<String> response =
            gateway.post("/v1/tasks", "{\"text\": \"write\", \"agent\": \"poet-" + i + "\"}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
      }
      String unknown = gateway.post("/v1/tasks", "{\"text\": \"write\", \"agent\": \"x\"}").body();
      assertThat(unknown).contains("UNKNOWN_AGENT", "poet-5");
    }
  }

  private int statusOf(WorkspaceReport report) throws Exception {
    stack.orchestrator().put(report);
    return stack.gateway().post("/v1/workspace/reload", "").statusCode();
  }

  private static WorkspaceReport report(@Nullable Result result, WorkspaceProblem... problems) {
    return new WorkspaceReport(result, null, "0123456789abcdef", Instant.EPOCH, List.of(problems));
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return EventJson.mapper().readTree(response.body());
  }
}
