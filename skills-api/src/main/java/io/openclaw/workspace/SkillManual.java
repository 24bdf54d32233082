package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What SKILL.md says in its front matter, by the standard of agentskills.io. The text below it is
 * read on demand.
 *
 * @param description what the skill does and when to use it
 * @param license null where nothing is said
 * @param compatibility what it needs around it, in words; null where nothing is said
 * @param metadata an object of anything
 * @param allowedTools names of tools that it may use without asking
 * @param userInvocable whether people may call it by name
 * @param modelInvocable whether a model may choose it by itself
 */
public record SkillManual(
    String name,
    String description,
    @Nullable String license,
    @Nullable String compatibility,
    JsonNode metadata,
    List<String> allowedTools,
    boolean userInvocable,
    boolean modelInvocable,
    SkillNeeds needs) {
  public SkillManual {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(metadata, "metadata is null");
    allowedTools = List.copyOf(allowedTools);
    requireNonNull(needs, "needs is null");
  }

  /** Only what the standard asks for. */
  public static SkillManual of(String name, String description) {
    return new SkillManual(
        name,
        description,
        null,
        null,
        JsonNodeFactory.instance.objectNode(),
        List.of(),
        true,
        true,
        SkillNeeds.NONE);
  }
}
