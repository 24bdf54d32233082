package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.directStep;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each step is done with the version of the workspace that its task was planned by. */
class WorkspaceIT extends StepsCase {
  private static final String COUNT = "skills/shared/basics/handlers/count.py";

  private Path workspace;
  private FakeArchives orchestrator;
  private WorkerProcess worker;

  @BeforeEach
  void begin() throws Exception {
    workspace = folder.resolve("workspace");
    WorkspaceCopy.copy(WorkerProcess.WORKSPACE, workspace);
    orchestrator = FakeArchives.start();
    worker =
        WorkerProcess.start(
            servers,
            Map.of(
                "OPENCLAW_WORKSPACE",
                workspace.toString(),
                "ORCHESTRATOR_URL",
                orchestrator.url()));
  }

  @AfterEach
  void end() {
    worker.close();
    orchestrator.close();
  }

  @Test
  void shouldDoNewStepsByTheEditAndEarlierOnesAsTheyWerePlanned() throws Exception {
    String before = WorkerProcess.version(workspace);
    String after = editCount("\"edited\"");
    await().until(() -> Files.readString(worker.log()).contains("edited. version=" + after));

    assertThat(summary(after)).isEqualTo("edited");
    assertThat(summary(before)).isNotEqualTo("edited");
  }

  @Test
  void shouldGetVersionThatItHasNeverSeenFromTheOrchestrator() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    WorkspaceCopy.copy(workspace, elsewhere);
    edit(elsewhere, "\"of another time\"");

    assertThat(summary(orchestrator.put(elsewhere))).isEqualTo("of another time");
  }

  @Test
  void shouldFailStepOfAVersionThatNobodyHas() throws Exception {
    RunStep step = of("0123456789abcdef");

    assertThat(failed(step).cause().code()).isEqualTo("WORKSPACE_UNAVAILABLE");
    assertThat(failed(of("0123456789abcdef")).cause().message()).contains("0123456789abcdef");
  }

  @Test
  void shouldGoOnWithTheLastSoundVersion() throws Exception {
    String before = WorkerProcess.version(workspace);
    Files.writeString(workspace.resolve("orchestrator/routing-rules.yaml"), "rules: {}\n");

    await().until(() -> Files.readString(worker.log()).contains("is not sound"));
    assertThat(summary(before)).isNotEmpty();
    assertThat(worker.get("/q/health/ready").statusCode()).isEqualTo(200);
  }

  /** The version that results. */
  private String editCount(String summary) throws IOException {
    edit(workspace, summary);
    return WorkerProcess.version(workspace);
  }

  private static void edit(Path workspace, String summary) throws IOException {
    Files.writeString(
        workspace.resolve(COUNT),
        "def run(inputs, context):\n    return {\"rows\": 1, \"summary\": %s}\n"
            .formatted(summary));
  }

  private String summary(String version) throws Exception {
    RunStep step = of(version);
    sender.send(step);
    Result result = completed(step);
    return requireNonNull(result.outputs().get("table")).path("summary").asText();
  }

  private static RunStep of(String version) {
    return WorkspaceCopy.of(directStep("shared/basics:count"), version);
  }
}
