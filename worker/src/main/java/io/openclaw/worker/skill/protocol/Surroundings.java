package io.openclaw.worker.skill.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.worker.skill.SkillCall;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a handler finds what its call is about.
 *
 * @param home a folder of the call's own
 * @param artifacts where it writes the files of its result
 * @param copies files that lie elsewhere for it, by where they lie for the worker
 */
public record Surroundings(Path home, Path artifacts, Map<Path, Path> copies) {
  public Surroundings {
    requireNonNull(home, "home is null");
    requireNonNull(artifacts, "artifacts is null");
    copies = Map.copyOf(copies);
  }

  /** All is where it is for the worker. */
  public static Surroundings of(SkillCall call, Path home) {
    return new Surroundings(home, call.artifactsDir(), Map.of());
  }

  Path shown(Path path) {
    return copies.getOrDefault(path, path);
  }

  /** The inputs as the handler sees them. */
  ObjectNode shown(ObjectNode inputs) {
    return copies.isEmpty() ? inputs : (ObjectNode) replaced(inputs.deepCopy());
  }

  private JsonNode replaced(JsonNode value) {
    switch (value) {
      case ObjectNode object ->
          object.properties().forEach(member -> member.setValue(replaced(member.getValue())));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, replaced(array.get(i)));
        }
      }
      case TextNode text when isPath(text.textValue()) -> {
        return TextNode.valueOf(shown(Path.of(text.textValue())).toString());
      }
      default -> {}
    }
    return value;
  }

  private boolean isPath(String text) {
    return copies.keySet().stream().anyMatch(path -> path.toString().equals(text));
  }
}
