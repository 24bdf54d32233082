package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent: its folder under {@code agents/} and its entry in the agent registry.
 *
 * @param id as in both files; also the end of its topic's name
 * @param identity from IDENTITY.md
 * @param soul the text of SOUL.md
 * @param skills what it may use beside the public skills, in order
 * @param domains its fields of work
 * @param replicas workers wanted for it
 */
public record Agent(
    String id,
    String name,
    String description,
    Identity identity,
    String soul,
    ModelSettings model,
    Permissions permissions,
    List<SkillBinding> skills,
    List<String> domains,
    int replicas) {
  public Agent {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(identity, "identity is null");
    requireNonNull(soul, "soul is null");
    requireNonNull(model, "model is null");
    requireNonNull(permissions, "permissions is null");
    skills = List.copyOf(skills);
    domains = List.copyOf(domains);
  }

  /** The binding of a skill, or null where the agent has none of its own. */
  public @Nullable SkillBinding binding(String skillId) {
    return skills.stream().filter(b -> b.skillId().equals(skillId)).findFirst().orElse(null);
  }
}
