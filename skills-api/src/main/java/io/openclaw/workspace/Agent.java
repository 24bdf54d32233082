package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent: its folder under {@code agents/} and its entry in the agent registry.
 *
 * @param id as in both files; also the end of its topic's name
 * @param folder name of its folder, by which skills call their owner
 * @param identity from IDENTITY.md
 * @param skills what it may use beside the public skills, in order
 * @param tools what of that its model is offered; null: all of it
 * @param domains its fields of work
 */
public record Agent(
    String id,
    String name,
    String description,
    String folder,
    Identity identity,
    AgentTexts texts,
    ModelSettings model,
    Permissions permissions,
    List<SkillBinding> skills,
    @Nullable List<ToolChoice> tools,
    Memory memory,
    RateLimits rateLimits,
    Monitoring monitoring,
    List<String> domains,
    Deployment deployment) {
  public Agent {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(identity, "identity is null");
    requireNonNull(texts, "texts is null");
    requireNonNull(model, "model is null");
    requireNonNull(permissions, "permissions is null");
    skills = List.copyOf(skills);
    tools = tools == null ? null : List.copyOf(tools);
    requireNonNull(memory, "memory is null");
    requireNonNull(rateLimits, "rateLimits is null");
    requireNonNull(monitoring, "monitoring is null");
    domains = List.copyOf(domains);
    requireNonNull(deployment, "deployment is null");
  }

  /** The binding of a skill, or null where the agent has none of its own. */
  public @Nullable SkillBinding binding(String skillId) {
    return skills.stream().filter(b -> b.skillId().equals(skillId)).findFirst().orElse(null);
  }

  /** Whether a handler is offered to its model, if the agent may use the skill at all. */
  public boolean isOffered(String skillId, String handler) {
    return tools == null
        || tools.stream()
            .filter(tool -> tool.skillId().equals(skillId))
            .anyMatch(tool -> tool.handlers().isEmpty() || tool.handlers().contains(handler));
  }
}
