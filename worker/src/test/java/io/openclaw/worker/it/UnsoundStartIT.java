package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.directStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that starts while an edit of the workspace is not sound. */
class UnsoundStartIT extends StepsCase {
  private static final String RULES = "orchestrator/routing-rules.yaml";

  private final Map<String, String> environment = new HashMap<>();
  private Path workspace;
  private FakeArchives orchestrator;
  private String sound;

  @BeforeEach
  void begin() throws Exception {
    workspace = folder.resolve("workspace");
    WorkspaceCopy.copy(WorkerProcess.WORKSPACE, workspace);
    sound = Files.readString(workspace.resolve(RULES));
    orchestrator = FakeArchives.start();
    environment.put("OPENCLAW_WORKSPACE", workspace.toString());
    environment.put("OPENCLAW_CACHE", folder.resolve("cache").toString());
    environment.put("ORCHESTRATOR_URL", orchestrator.url());
  }

  @AfterEach
  void end() {
    orchestrator.close();
  }

  @Test
  void shouldServeTheOrchestratorsVersionUntilTheEditIsMended() throws Exception {
    // given: what is in force has never been here, and the orchestrator starts late
    String version = WorkspaceCopy.limit(workspace, "agent-tester", 1);
    orchestrator.putInForce(workspace);
    orchestrator.close();
    breakRules();

    // when
    try (WorkerProcess worker = WorkerProcess.launch(servers, environment)) {
      awaitLog(worker, "the start needs the version in force");
      orchestrator = orchestrator.again();

      // then
      shouldServe(worker, version);
      shouldTakeWhatIsMended(worker);
    }
  }

  @Test
  void shouldServeTheNewestCopyWhereTheOrchestratorIsAway() throws Exception {
    // given: two versions were in force, and it was killed
    environment.put("OPENCLAW_WORKSPACE_PATIENCE", "1s");
    String last;
    try (WorkerProcess first = WorkerProcess.start(servers, environment)) {
      last = WorkspaceCopy.limit(workspace, "agent-tester", 1);
      awaitLog(first, "was edited. version=" + last);
      first.kill();
    }
    breakRules();
    orchestrator.close();

    // when
    try (WorkerProcess second = WorkerProcess.start(servers, environment)) {
      // then
      shouldServe(second, last);
      shouldTakeWhatIsMended(second);
    }
  }

  @Test
  void shouldNotStartWhereNobodyHasASoundVersion() throws Exception {
    environment.put("OPENCLAW_WORKSPACE_PATIENCE", "1s");
    orchestrator.close();
    breakRules();

    try (WorkerProcess worker = WorkerProcess.launch(servers, environment)) {
      assertThat(worker.awaitExit()).isEqualTo(1);
      assertThat(Files.readAllLines(worker.log()))
          .last()
          .asString()
          .startsWith("The workspace " + workspace + " is invalid: " + RULES)
          .endsWith("The worker does not start.");
    }
  }

  private void breakRules() throws Exception {
    Files.writeString(workspace.resolve(RULES), "rules: {}\n");
  }

  private static void shouldServe(WorkerProcess worker, String version) throws Exception {
    RunStep step = WorkspaceCopy.of(directStep("shared/basics:count"), version);
    sender.send(step);
    assertThat(completed(step).outputs()).containsKey("table");
    awaitLog(worker, "Workspace read. version=" + version);
    awaitLog(worker, "is not sound. problem=" + RULES);
  }

  private void shouldTakeWhatIsMended(WorkerProcess worker) throws Exception {
    Files.writeString(workspace.resolve(RULES), sound + "# mended\n");
    awaitLog(worker, "was edited. version=" + WorkerProcess.version(workspace));
  }

  private static void awaitLog(WorkerProcess worker, String words) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(worker.log()).contains(words));
  }
}
