package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workflows within workflows, as many as nobody writes by hand. */
class NestedWorkflowsTest {
  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  @Test
  void shouldAcceptFiveDeepAndAThousandSteps() {
    write("deep-5", 4, "agent: agent-w");
    for (int depth = 4; depth > 0; depth--) {
      write("deep-" + depth, 1, "workflow: deep-" + (depth + 1));
    }
    write("top", 1, "workflow: deep-1");
    write("wide", 200, "workflow: inner");
    write("inner", 4, "agent: agent-w");

    assertThat(files.problems()).isEmpty();
  }

  @Test
  void shouldRefuseMoreStepsThanAThousand() {
    write("wide", 201, "workflow: inner");
    write("inner", 4, "agent: agent-w");
    write("wider", 1, "workflow: wide");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/wide.yaml:1:11: workflow \"wide\" has 1005 steps with those of the"
                + " workflows that it contains; 1000 are the most [INVALID_VALUE]");
  }

  /** Written out, the outermost would have 1000 to the power of 12 steps. */
  @Test
  @Timeout(20)
  void shouldNotWriteOutWhatIsTooLarge() {
    write("bomb-12", 1000, "agent: agent-w");
    for (int i = 11; i > 0; i--) {
      write("bomb-" + i, 1000, "workflow: bomb-" + (i + 1));
    }

    assertThat(files.problems())
        .allMatch(problem -> problem.endsWith("[INVALID_VALUE]"))
        .anyMatch(problem -> problem.contains("\"bomb-11\" has 1001000 steps"));
  }

  @Test
  @Timeout(20)
  void shouldFindTheCircleOfManyWorkflows() {
    for (int i = 0; i < 2000; i++) {
      write("flow-" + i, 1, "workflow: flow-" + (i + 1) % 2000);
    }

    assertThat(files.problems())
        .hasSize(1)
        .first()
        .asString()
        .contains("these workflows contain each other: flow-0 → flow-1 →")
        .endsWith("→ flow-0 [DEPENDENCY_CYCLE]");
  }

  @Test
  void shouldLetTwoSubWorkflowsMakeOutputsOfOneName() {
    files.write(
        "orchestrator/workflows/twice.yaml",
        """
        workflow: twice
        inputs:
          notes: {type: file, required: true}
        steps:
          - {id: staging, workflow: publish, inputs: [notes]}
          - {id: production, workflow: publish, inputs: [notes], depends_on: staging}
          - {id: tell, agent: agent-w, inputs: [article], when: size(article) > 0, depends_on: production}
        """);

    assertThat(files.problems()).isEmpty();
  }

  /** What an unknown workflow would have made is not held against those who ask for it. */
  @Test
  void shouldReportUnknownWorkflowAlone() {
    files.write(
        "orchestrator/workflows/more.yaml",
        """
        workflow: more
        inputs: {}
        steps:
          - {id: a, workflow: none}
          - {id: b, agent: agent-w, inputs: [x], when: x > 1, for_each: y, depends_on: a}
        """);

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/workflows/more.yaml:4:23: there is no workflow \"none\"; did you mean \"more\"?"
                + " [UNKNOWN_WORKFLOW]");
  }

  private void write(String workflow, int steps, String doer) {
    StringBuilder text = new StringBuilder("workflow: %s\nsteps:\n".formatted(workflow));
    for (int i = 0; i < steps; i++) {
      text.append("  - {id: step-%d, %s}\n".formatted(i, doer));
    }
    files.write("orchestrator/workflows/" + workflow + ".yaml", text.toString());
  }
}
