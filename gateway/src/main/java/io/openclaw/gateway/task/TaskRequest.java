package io.openclaw.gateway.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A task as a client asks for it, not yet checked.
 *
 * @param text the user's own words; they decide the route
 * @param agent asked by name; null lets the routing rules decide
 * @param inputs given explicitly, by name; they win over what the text implies
 */
@Schema(name = "TaskRequest", description = "A task to be done.")
public record TaskRequest(
    @Schema(
            required = true,
            minLength = 1,
            maxLength = 32768,
            description = "What is wanted, in the user's own words; it decides the route.",
            examples = "分析 workspace/datasets/penguins.csv")
        @Nullable String text,
    @Schema(
            description = "Id of the agent to ask by name. Without it the routing rules decide.",
            examples = "agent-ai-001")
        @Nullable String agent,
    @Schema(
            description = "Named inputs; they win over what the text implies.",
            examples = "{\"dataset\": \"/workspace/datasets/penguins.csv\"}")
        @Nullable Map<String, JsonNode> inputs) {

  public TaskRequest {
    inputs = inputs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /** Never null: an absent map is an empty one. */
  @Override
  public Map<String, JsonNode> inputs() {
    return inputs == null ? Map.of() : inputs;
  }
}
