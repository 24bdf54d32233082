package io.openclaw.it;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The product's workspace with two more skills for its AI engineer: one takes GPUs, one has a rate.
 */
final class LabWorkspace {
  private static final String RULES =
      """
        - name: experiment
          pattern: "^experiment "
          workflow: experiment
          priority: 1000
          timeout: 5m
        - name: inquiry
          pattern: "^inquiry "
          workflow: inquiry
          priority: 1000
          timeout: 5m
      """;

  private static final String SKILLS =
      """
        - id: shared/lab
          name: Lab
          version: 1.0.0
          location: /workspace/skills/shared/lab
          owner: system
          visibility: public
          resource_requirements: {cpu: 50m, memory: 64Mi, gpu: 1, timeout: 120}
          handlers: [experiment]
        - id: shared/desk
          name: Desk
          version: 1.0.0
          location: /workspace/skills/shared/desk
          owner: system
          visibility: public
          resource_requirements: {cpu: 50m, memory: 64Mi, timeout: 30}
          rate_limit: RATE/minute
          handlers: [inquiry]
      """;

  private static final String BINDINGS =
      """
          - {skill_id: shared/lab, version: latest, timeout: 120}
          - {skill_id: shared/desk, version: latest, timeout: 30}
      """;

  private static final String TOOLS =
      """
          {"skill": "shared/lab", "handlers": ["experiment"]},
          {"skill": "shared/desk", "handlers": ["inquiry"]},
      """;

  private LabWorkspace() {}

  /**
   * Makes it.
   *
   * @param rate calls a minute of the one with a rate
   */
  static Path create(String folder, int rate) throws IOException {
    Path workspace = Cli.copyOfWorkspace(folder);
    Overlay.lay("lab-workspace", workspace);
    Overlay.insert(
        workspace.resolve("orchestrator/skill-registry.yaml"),
        "skills:",
        SKILLS.replace("RATE", Integer.toString(rate)));
    Overlay.insert(workspace.resolve("orchestrator/routing-rules.yaml"), "routing_rules:", RULES);
    Overlay.insert(
        workspace.resolve("agents/ai-engineer/tools-config.json"), "  \"tools\": [", TOOLS);
    Overlay.insert(workspace.resolve("agents/ai-engineer/config.yaml"), "  skills:", BINDINGS);
    return workspace;
  }
}
