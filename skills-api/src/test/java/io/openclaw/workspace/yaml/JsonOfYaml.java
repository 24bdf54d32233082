package io.openclaw.workspace.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A YAML text as an editor sees it that checks it against a JSON Schema. */
public final class JsonOfYaml {
  private static final Key<ObjectNode> ROOT = Key.required("root", JsonObject.ANY, "");

  private JsonOfYaml() {}

  /** Null where the text is no YAML, or a map has a key twice. */
  public static @Nullable JsonNode read(String yaml) {
    Problems problems = new Problems();
    String indented = "root:\n" + yaml.indent(1);
    ObjectNode json =
        YamlFile.read(problems, "", indented, Shape.of("", map -> map.get(ROOT), ROOT));
    return problems.isEmpty() ? json : null;
  }
}
