package io.openclaw.workspace.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.nodes.MappingNode;

/** A map of anything, as JSON. */
public record JsonObject() implements Type<ObjectNode> {
  public static final JsonObject ANY = new JsonObject();

  @Override
  public ObjectNode read(YamlValue value) {
    if (value.node() instanceof MappingNode map) {
      return YamlJson.object(map, value.file());
    }
    value.wrongType("a map");
    return standIn(value.at());
  }

  @Override
  public ObjectNode standIn(Place at) {
    return JsonNodeFactory.instance.objectNode();
  }
}
