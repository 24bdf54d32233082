package io.openclaw.workspace.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.workspace.yaml.SchemaWriter;
import io.openclaw.workspace.yaml.Shape;
import java.util.List;

/**
 * The JSON Schemas of all kinds of workspace files, from the declarations by which they are read.
 * They lie in {@code docs/schemas/} of a workspace, where editors find them.
 */
public final class WorkspaceSchemas {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  /**
   * The schema of one kind of file.
   *
   * @param name of the schema's own file
   * @param files which files it is for, as a glob below the workspace
   */
  public record FileSchema(String name, String files, ObjectNode schema) {

    /** As it is checked in, with a newline at the end. */
    public String text() {
      try {
        return JSON.writeValueAsString(schema) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree of nodes can always be written", e);
      }
    }
  }

  private WorkspaceSchemas() {}

  /** The schemas, in the order in which a reader of a workspace meets the files. */
  public static List<FileSchema> all() {
    return List.of(
        schema("agent", "agents/*/config.yaml", AgentConfig.FILE),
        schema("agent-tools", "agents/*/tools-config.json", ToolsFile.FILE),
        schema("skill", "skills/**/config.yaml", SkillConfig.FILE),
        schema("skill-manual", "skills/**/SKILL.md", ManualFile.FRONT_MATTER),
        schema("agent-registry", AgentEntry.FILE_NAME, AgentEntry.FILE),
        schema("skill-registry", SkillEntry.FILE_NAME, SkillEntry.FILE),
        schema("routing-rules", RuleEntry.FILE_NAME, RuleEntry.FILE),
        schema("workflow", "orchestrator/workflows/*.yaml", WorkflowEntry.FILE),
        schema("load-balancer", BalancerFile.FILE_NAME, BalancerFile.FILE),
        schema("schedules", ScheduleEntry.FILE_NAME, ScheduleEntry.FILE),
        schema("skills-lock", LockEntry.FILE_NAME, LockEntry.FILE));
  }

  private static FileSchema schema(String name, String files, Shape<?> shape) {
    return new FileSchema(name + ".schema.json", files, SchemaWriter.write(files, shape));
  }
}
