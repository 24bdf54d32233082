package io.openclaw.workspace.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.workspace.yaml.SchemaWriter;
import io.openclaw.workspace.yaml.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each kind of file may hold, for tests that go through all of it. */
public final class FileSchemas {
  /** By the name of the page that documents the kind. */
  static final Map<String, Shape<?>> SHAPES =
      Map.of(
          "agent-config.md", AgentConfig.FILE,
          "tools-config.md", ToolsFile.FILE,
          "skill-manual.md", ManualFile.FRONT_MATTER,
          "skill-config.md", SkillConfig.FILE,
          "agent-registry.md", AgentEntry.FILE,
          "skill-registry.md", SkillEntry.FILE,
          "routing-rules.md", RuleEntry.FILE,
          "workflows.md", WorkflowEntry.FILE,
          "load-balancer.md", BalancerFile.FILE);

  private record Kind(String pattern, Shape<?> shape) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("agents/[^/]+/config\\.yaml", AgentConfig.FILE),
          new Kind("agents/[^/]+/tools-config\\.json", ToolsFile.FILE),
          new Kind("skills/.+/SKILL\\.md", ManualFile.FRONT_MATTER),
          new Kind("skills/.+/config\\.yaml", SkillConfig.FILE),
          new Kind("orchestrator/agent-registry\\.yaml", AgentEntry.FILE),
          new Kind("orchestrator/skill-registry\\.yaml", SkillEntry.FILE),
          new Kind("orchestrator/routing-rules\\.yaml", RuleEntry.FILE),
          new Kind("orchestrator/workflows/[^/]+\\.yaml", WorkflowEntry.FILE),
          new Kind("orchestrator/load-balancer\\.yaml", BalancerFile.FILE));

  private FileSchemas() {}

  /** Null where the file is no YAML. */
  public static @Nullable ObjectNode of(String file) {
    return KINDS.stream()
        .filter(kind -> file.matches(kind.pattern()))
        .findFirst()
        .map(kind -> SchemaWriter.write(file, kind.shape()))
        .orElse(null);
  }
}
