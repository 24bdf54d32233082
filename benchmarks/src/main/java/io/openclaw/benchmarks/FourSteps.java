package io.openclaw.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A workflow of four steps, one after the other, each with a word of the one before it. */
final class FourSteps {
  static final String REQUEST = "measure four steps";
  static final List<String> AGENTS = List.of("agent-pm-002", "agent-arch-003");

  private static final String RULE =
      """
        - name: four_steps
          pattern: "^measure four steps"
          workflow: four-steps
          priority: 1000
          timeout: 600
      """;

  private FourSteps() {}

  /** Adds the workflow, and the rule that leads to it, to a workspace. */
  static void addTo(Path workspace) throws IOException {
    Path orchestrator = workspace.resolve("orchestrator");
    Path rules = orchestrator.resolve("routing-rules.yaml");
    Files.writeString(
        rules,
        Files.readString(rules).replaceFirst("(?m)^routing_rules:\\n", "routing_rules:\n" + RULE));
    Files.writeString(orchestrator.resolve("workflows/four-steps.yaml"), workflow());
  }

  private static String workflow() {
    StringBuilder yaml = new StringBuilder("workflow: four-steps\nsteps:\n");
    for (int i = 1; i <= 4; i++) {
      yaml.append("  - id: step-").append(i).append('\n');
      yaml.append("    name: No-op ").append(i).append('\n');
      yaml.append("    agent: ").append(AGENTS.get(i % AGENTS.size())).append('\n');
      yaml.append("    expected_output: word_").append(i).append('\n');
      yaml.append("    timeout: 120\n");
      if (i > 1) {
        yaml.append("    depends_on: step-").append(i - 1).append('\n');
        yaml.append("    inputs: [word_").append(i - 1).append("]\n");
      }
    }
    return yaml.toString();
  }
}
