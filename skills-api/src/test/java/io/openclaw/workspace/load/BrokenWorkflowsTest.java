package io.openclaw.workspace.load;

import static io.openclaw.workspace.load.WorkspaceFixture.RULES;
import static io.openclaw.workspace.load.WorkspaceFixture.WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows that could not be run. */
class BrokenWorkflowsTest {
  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  @Test
  void shouldReportUnknownAgentSkillAndStep() {
    files
        .replace(WORKFLOW, "[agent-e, agent-w]", "[agent-e, agent-v]")
        .replace(WORKFLOW, "[shared/lookup]", "[lookup]")
        .replace(WORKFLOW, "depends_on: write", "depends_on: rite");

    assertThat(files.problems())
        .contains(
            "orchestrator/workflows/publish.yaml:13:23: there is no agent \"agent-v\"; did you mean"
                + " \"agent-w\"? [UNKNOWN_AGENT]",
            "orchestrator/workflows/publish.yaml:15:14: there is no skill \"lookup\""
                + " [UNKNOWN_SKILL]",
            "orchestrator/workflows/publish.yaml:17:17: there is no step \"rite\"; did you mean"
                + " \"write\"? [UNKNOWN_STEP]");
  }

  @Test
  void shouldReportPrivateSkillThatStepsAgentHasNotBound() {
    files.replace(WORKFLOW, "[shared/lookup]", "[writing]");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/publish.yaml:15:14: skill \"writing\" is private and agent"
                + " \"agent-e\" has not bound it [SKILL_NOT_BOUND]");
  }

  @Test
  void shouldReportCycle() {
    files.replace(WORKFLOW, "    timeout: 10m", "    depends_on: edit");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/publish.yaml:11:17: these steps wait for each other: write →"
                + " edit → write [DEPENDENCY_CYCLE]");
  }

  @Test
  void shouldReportStepThatWaitsForItself() {
    files.replace(WORKFLOW, "    timeout: 10m", "    depends_on: write");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/publish.yaml:11:17: these steps wait for each other: write →"
                + " write [DEPENDENCY_CYCLE]");
  }

  @Test
  void shouldReportDuplicateStep() {
    files
        .replace(WORKFLOW, "id: edit", "id: write")
        .replace(WORKFLOW, "    depends_on: write\n", "");

    assertThat(files.problems())
        .contains(
            "orchestrator/workflows/publish.yaml:12:9: step \"write\" is there already, at"
                + " orchestrator/workflows/publish.yaml:5 [DUPLICATE_ID]");
  }

  @Test
  void shouldReportInputThatNothingProvides() {
    files.replace(WORKFLOW, "[draft, notes]", "[drafts, notes]");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/publish.yaml:14:14: \"drafts\" is neither an input of the"
                + " workflow nor the expected_output of a step; did you mean \"draft\"?"
                + " [UNKNOWN_INPUT]");
  }

  @Test
  void shouldReportInputOfStepThatIsNotWaitedFor() {
    files.replace(WORKFLOW, "    depends_on: write\n", "");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/publish.yaml:14:14: \"draft\" comes from step \"write\", which"
                + " this step does not wait for; add it to depends_on [UNKNOWN_INPUT]");
  }

  @Test
  void shouldAcceptAnyInputWhereWorkflowDeclaresNone() {
    files.replace(WORKFLOW, "inputs:\n  notes: {type: file, accepts: [.md], required: true}\n", "");

    assertThat(files.problems()).isEmpty();
  }

  @Test
  void shouldReportStepThatMayTakeLongerThanTheWhole() {
    files.replace(WORKFLOW, "timeout: 10m", "timeout: 3h");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/publish.yaml:11:14: the step may take longer than the"
                + " workflow's total_timeout, 7200 s [TIMEOUT_TOO_SHORT]");
  }

  @Test
  void shouldReportStepWithoutAgent() {
    files.replace(WORKFLOW, "    agent: agent-w\n", "");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/publish.yaml:5:5: a step needs either agent (one) or agents"
                + " (several) [MISSING_KEY]");
  }

  @Test
  void shouldReportWorkflowWithoutSteps() {
    files.write(WORKFLOW, "workflow: publish\nsteps: []\n");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/publish.yaml:2:8: a workflow has 1 to 1000 steps, not 0"
                + " [INVALID_VALUE]");
  }

  @Test
  void shouldCheckStepsListedInRule() {
    files.replace(
        RULES,
        "    workflow: publish\n",
        """
            workflow:
              - {step: 1, agent: agent-x, task: Write}
              - {step: 2, agent: agent-e, task: Edit, depends_on: step-3}
        """);

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:14:26: there is no agent \"agent-x\"; did you mean"
                + " \"agent-w\"? [UNKNOWN_AGENT]",
            "orchestrator/routing-rules.yaml:15:59: there is no step \"step-3\"; did you mean"
                + " \"step-1\"? [UNKNOWN_STEP]");
  }
}
