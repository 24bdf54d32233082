package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether inputs that a handler declares can be those that its tool takes. Only what can never work
 * is found, on the first level: the tool itself looks at each input.
 */
final class ToolFit {
  private ToolFit() {}

  /** What does not fit; null where it does. */
  static @Nullable String misfit(JsonNode declared, JsonNode taken) {
    JsonNode own = declared.path("properties");
    if (own.isEmpty()) {
      return null; // Any object.
    }
    for (JsonNode name : taken.path("required")) {
      if (name.isTextual() && !own.has(name.textValue())) {
        return "the tool needs '%s', which the handler's inputs do not declare"
            .formatted(name.textValue());
      }
    }
    for (Map.Entry<String, JsonNode> property : own.properties()) {
      String misfit = misfit(property.getKey(), property.getValue(), taken);
      if (misfit != null) {
        return misfit;
      }
    }
    return null;
  }

  private static @Nullable String misfit(String name, JsonNode declared, JsonNode taken) {
    JsonNode property = taken.path("properties").path(name);
    if (property.isMissingNode()) {
      JsonNode more = taken.path("additionalProperties");
      return more.isBoolean() && !more.booleanValue()
          ? "the tool does not take '%s', which the handler's inputs declare".formatted(name)
          : null;
    }
    JsonNode own = declared.path("type");
    JsonNode its = property.path("type");
    boolean isKnown = own.isTextual() && its.isTextual();
    boolean isNarrower = own.asText().equals("integer") && its.asText().equals("number");
    return !isKnown || isNarrower || own.equals(its)
        ? null
        : "the tool takes '%s' as %s, and the handler's inputs declare it as %s"
            .formatted(name, its.asText(), own.asText());
  }
}
