package io.openclaw.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.gateway.testing.FakeOrchestrator;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that starts while an edit of the workspace is not sound. */
class UnsoundStartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>(Stack.get().environment());
  private Path config;

  @BeforeEach
  void copy() throws IOException {
    Path workspace = folder.resolve("workspace");
    WorkspaceCopy.copy(workspace);
    config = workspace.resolve("agents/analyst/config.yaml");
    environment.put("OPENCLAW_WORKSPACE", workspace.toString());
    environment.put("OPENCLAW_CACHE", folder.resolve("cache").toString());
  }

  @Test
  void shouldShowTheVersionInForceUntilTheEditIsMended() throws Exception {
    // given: an edit is in force, the next one is not sound, and the orchestrator starts late
    String sound = Files.readString(config);
    edit(sound.replace("The analyst of the tests", "In force"));
    FakeOrchestrator orchestrator = FakeOrchestrator.start();
    environment.put("ORCHESTRATOR_URL", orchestrator.url());
    orchestrator.putInForce(folder.resolve("workspace"));
    orchestrator.stop();
    try (GatewayProcess first = GatewayProcess.start(folder, environment)) {
      edit("agent: nonsense\n");
      first.kill();
    }

    // when
    CompletableFuture<GatewayProcess> starting =
        CompletableFuture.supplyAsync(() -> GatewayProcess.start(folder, environment));
    await()
        .atMost(PATIENCE)
        .until(() -> GatewayProcess.logsIn(folder).contains("workspace not sound"));
    orchestrator.startAgain();

    // then: it serves, and says what is wrong
    try (GatewayProcess second = starting.join()) {
      assertThat(second.get("/v1/agents").body()).contains("In force");
      assertThat(second.log()).contains("ERROR", "workspace edit refused", "agents/analyst/config");

      // and: takes the edit once it is mended
      edit(sound.replace("The analyst of the tests", "Mended"));
      await().atMost(PATIENCE).until(() -> second.get("/v1/agents").body().contains("Mended"));
    } finally {
      orchestrator.stop();
    }
  }

  @Test
  void shouldNotStartWhereNobodyKnowsASoundVersion() throws Exception {
    // given
    environment.put("ORCHESTRATOR_URL", "http://127.0.0.1:1");
    environment.put("OPENCLAW_WORKSPACE_PATIENCE", "1s");
    edit("agent: nonsense\n");

    // when
    String said = GatewayProcess.startInVain(folder, environment);

    // then
    assertThat(said)
        .contains("The gateway does not start: the workspace")
        .contains("agents/analyst/config.yaml:1:");
  }

  private void edit(String text) throws IOException {
    Files.writeString(config, text);
  }
}
