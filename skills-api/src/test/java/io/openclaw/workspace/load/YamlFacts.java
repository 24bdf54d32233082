package io.openclaw.workspace.load;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What a YAML file says, apart from how: each single value with the keys that lead to it. */
final class YamlFacts {
  private YamlFacts() {}

  static List<String> of(String file, byte[] content) {
    List<String> facts = new ArrayList<>();
    add("", YamlSlots.root(YamlSlots.yaml(file, content)), facts);
    return facts;
  }

  private static void add(String path, Node node, List<String> facts) {
    switch (node) {
      case CollectionNode<?> none when none.getValue().isEmpty() -> facts.add(path + " is empty");
      case MappingNode map ->
          map.getValue()
              .forEach(entry ->
                  add(
                      path + "." + ((ScalarNode) entry.getKeyNode()).getValue(),
                      entry.getValueNode(),
                      facts));
      case SequenceNode list -> list.getValue().forEach(entry -> add(path + "[]", entry, facts));
      case ScalarNode scalar ->
          facts.add(
              scalar.getTag().equals(Tag.NULL)
                  ? path + " is null"
                  : path + " is " + scalar.getValue());
      default -> throw new IllegalStateException(node.getNodeId().name());
    }
  }
}
