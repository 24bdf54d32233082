package io.openclaw.gateway.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A skill as clients see it: what it does and what it takes, not where it lies. */
@Schema(name = "Skill", description = "A skill of the workspace.")
public record SkillCard(
    @Schema(examples = "shared/data-analysis") String id,
    @Schema(examples = "数据分析") String name,
    @Schema(examples = "2.1.0") String version,
    String description,
    @Schema(description = "The agent that has it, or system.", examples = "system") String owner,
    @Schema(description = "Who may use it.") Skill.Visibility visibility,
    List<HandlerCard> handlers) {
  public SkillCard {
    handlers = List.copyOf(handlers);
  }

  /** One thing that a skill can do. */
  @Schema(name = "Handler", description = "One thing that a skill can do.")
  public record HandlerCard(
      @Schema(examples = "profile") String name,
      String description,
      @Schema(
              description = "The name under which later steps know its output.",
              examples = "dataset_profile")
          @Nullable String produces,
      @Schema(description = "JSON Schema of the inputs.", type = SchemaType.OBJECT) JsonNode inputs,
      @Schema(description = "JSON Schema of the output.", type = SchemaType.OBJECT)
          JsonNode outputs) {

    private static HandlerCard of(Handler handler) {
      return new HandlerCard(
          handler.name(),
          handler.description(),
          handler.produces(),
          handler.inputs(),
          handler.outputs());
    }
  }

  static SkillCard of(Skill skill) {
    return new SkillCard(
        skill.id(),
        skill.name(),
        skill.version(),
        skill.description(),
        skill.owner(),
        skill.visibility(),
        skill.handlers().values().stream().map(HandlerCard::of).toList());
  }
}
