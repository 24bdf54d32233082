package io.openclaw.orchestrator;

import static io.openclaw.orchestrator.support.WorkspaceCopy.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.WorkspaceCopy;
import io.openclaw.task.TaskStatus;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.live.WorkspaceReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that starts while an edit of the workspace is not sound. */
@NullUnmarked
class UnsoundStartIT extends ProcessCase {
  private static final String SOUND = "priority: 15";
  private static final String UNSOUND = "priority: high";

  @TempDir private Path cache;

  private final WorkspaceCopy workspace = new WorkspaceCopy();

  @Test
  void shouldServeTheVersionThatWasInForceLastUntilTheEditIsMended() {
    // given: two versions were in force, and an edit is not sound
    OrchestratorProcess first = start();
    String oldest = first.api().workspace().version();
    workspace.replace(RULES, SOUND, "priority: 16");
    await().atMost(PATIENCE).until(() -> !version(first).equals(oldest));
    String last = version(first);
    workspace.replace(RULES, "priority: 16", SOUND);
    await().atMost(PATIENCE).until(() -> version(first).equals(oldest));
    workspace.replace(RULES, SOUND, "priority: 16");
    await().atMost(PATIENCE).until(() -> version(first).equals(last));
    workspace.replace(RULES, "priority: 16", UNSOUND);
    first.kill();

    // when
    OrchestratorProcess second = start();

    // then: it serves, and says what is wrong
    WorkspaceReport report = second.api().workspace();
    assertThat(report.version()).isEqualTo(last);
    assertThat(report.problems()).extracting(WorkspaceProblem::code).containsExactly("WRONG_TYPE");
    assertThat(second.api().metrics()).contains("workspace_problems 1.0");
    assertThat(second.log()).contains("ERROR").contains(RULES + ":").contains(last);
    awaitRunning(second, Tasks.SHARED_SKILL);

    // when: it is mended
    workspace.replace(RULES, UNSOUND, "priority: 17");

    // then
    await().atMost(PATIENCE).until(() -> !version(second).equals(last));
    assertThat(second.api().workspace().problems()).isEmpty();
    assertThat(second.api().metrics()).contains("workspace_problems 0.0");
    awaitRunning(second, Tasks.SHARED_SKILL);
  }

  @Test
  void shouldNotStartWhereNoVersionOfThisFolderWasEverInForce() {
    open(OrchestratorProcess.start(servers.environment()));
    workspace.replace(RULES, SOUND, UNSOUND);

    String said = OrchestratorProcess.startInVain(environment());

    assertThat(said)
        .startsWith("exit code 1\n")
        .contains("Workspace problem " + RULES)
        .contains("The orchestrator does not start: workspace " + workspace.root() + " has 1 pro");
    assertThat(said.lines().filter(line -> !isOfBusyMachine(line)))
        .noneMatch(line -> line.contains("exception"));
  }

  /** Vert.x tells of event loops that had to wait for a processor, with their stacks. */
  private static boolean isOfBusyMachine(String line) {
    return line.contains("io.vertx.core.impl.BlockedThreadChecker");
  }

  private void awaitRunning(OrchestratorProcess orchestrator, String text) {
    UUID id = Tasks.submit(wire, text);
    await().atMost(PATIENCE).until(() -> orchestrator.api().task(id) != null);
    assertThat(task(orchestrator.api(), id).status()).isEqualTo(TaskStatus.RUNNING);
  }

  private static String version(OrchestratorProcess orchestrator) {
    return orchestrator.api().workspace().version();
  }

  private OrchestratorProcess start() {
    return open(OrchestratorProcess.start(environment()));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_WORKSPACE", workspace.root().toString());
    environment.put("OPENCLAW_CACHE", cache.toString());
    return environment;
  }
}
