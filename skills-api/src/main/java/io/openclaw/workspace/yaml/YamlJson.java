package io.openclaw.workspace.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML as JSON, by the core schema of YAML 1.2: {@code yes} and {@code 2026-01-01} are texts, which
 * is what someone who writes a JSON Schema in YAML means.
 */
final class YamlJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,40}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]{1,40}|[0-9]{1,40}(\\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?");

  private YamlJson() {}

  static JsonNode of(Node node, YamlFile file) {
    return switch (node) {
      case MappingNode map -> object(map, file);
      case SequenceNode list -> array(list, file);
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalStateException("unexpected node " + node.getNodeId());
    };
  }

  static ObjectNode object(MappingNode map, YamlFile file) {
    ObjectNode object = JSON.objectNode();
    // As for all maps: keys that are there twice or are no text are reported.
    YamlMap.entries(file, map).forEach((key, value) -> object.set(key, of(value, file)));
    return object;
  }

  private static ArrayNode array(SequenceNode list, YamlFile file) {
    ArrayNode array = JSON.arrayNode();
    list.getValue().forEach(item -> array.add(of(item, file)));
    return array;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return JSON.textNode(text);
    }
    return switch (text) {
      case "", "~", "null" -> JSON.nullNode();
      case "true" -> JSON.booleanNode(true);
      case "false" -> JSON.booleanNode(false);
      default -> number(text);
    };
  }

  private static JsonNode number(String text) {
    if (INTEGER.matches(text)) {
      BigInteger value = new BigInteger(text);
      return value.bitLength() < Integer.SIZE
          ? JSON.numberNode(value.intValue())
          : JSON.numberNode(value);
    }
    return DECIMAL.matches(text) ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
  }
}
