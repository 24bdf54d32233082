package io.openclaw.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The product's workspace with its agents, its rules and its delivery workflow, but with skills
 * that cost little and hand on the token of their request; and with a second workflow, the vigil,
 * that takes as long as one likes.
 */
final class StormWorkspace {
  private static final String RULE =
      """
        - name: vigil
          pattern: "^vigil "
          workflow: vigil
          priority: 1000
          timeout: 2h
      """;

  private StormWorkspace() {}

  static Path create(String folder) throws IOException {
    Path workspace = Cli.copyOfWorkspace(folder);
    Overlay.lay("storm-workspace", workspace);
    Overlay.insert(workspace.resolve("orchestrator/routing-rules.yaml"), "routing_rules:", RULE);
    return workspace;
  }

  /** Goes to the delivery workflow. */
  static String delivery(String token) {
    return "End to end: " + token + " from workspace/datasets/penguins.csv";
  }

  /** The parts of the delivery workflow: a chain of three steps, then one by three agents. */
  static List<String> partsOfDelivery() {
    return List.of(
        "step-1 agent-pm-002",
        "step-2 agent-arch-003",
        "step-3 agent-ai-001",
        "step-4 agent-pm-002",
        "step-4 agent-arch-003",
        "step-4 agent-ai-001");
  }

  /** The parts of the vigil: one for each watch. */
  static List<String> partsOfVigil(int watches) {
    return IntStream.range(0, watches).mapToObj(i -> "vigil[" + i + "] agent-pm-002").toList();
  }
}
