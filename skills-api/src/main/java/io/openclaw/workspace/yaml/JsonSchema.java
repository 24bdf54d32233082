package io.openclaw.workspace.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.nodes.MappingNode;

/** A map that is a JSON Schema (draft 2020-12), as JSON. */
public record JsonSchema() implements Type<ObjectNode> {
  public static final JsonSchema DRAFT_2020_12 = new JsonSchema();

  @Override
  public ObjectNode read(YamlValue value) {
    if (value.node() instanceof MappingNode map) {
      ObjectNode schema = YamlJson.object(map, value.file());
      new SchemaCheck(value.file(), schema).check(map);
      return schema;
    }
    value.wrongType("a map");
    return standIn(value.at());
  }

  @Override
  public ObjectNode standIn(Place at) {
    return JsonNodeFactory.instance.objectNode();
  }
}
