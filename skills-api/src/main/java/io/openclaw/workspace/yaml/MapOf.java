package io.openclaw.workspace.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * A map whose keys are names that the file itself gives.
 *
 * @param element what each value is
 */
public record MapOf<V>(Type<V> element) implements Type<Map<String, V>> {

  @Override
  public Map<String, V> read(YamlValue value) {
    if (!(value.node() instanceof MappingNode map)) {
      value.wrongType("a map");
      return Map.of();
    }
    Map<String, V> values = new LinkedHashMap<>();
    YamlMap.entries(value.file(), map)
        .forEach((name, node) ->
            values.put(name, element.read(new YamlValue(value.file(), Name.quote(name), node))));
    return values;
  }

  @Override
  public Map<String, V> standIn(Place at) {
    return Map.of();
  }
}
