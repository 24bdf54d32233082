package io.openclaw.workspace.yaml;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A list.
 *
 * @param element what each entry is
 */
public record ListOf<E>(Type<E> element) implements Type<List<E>> {

  @Override
  public List<E> read(YamlValue value) {
    if (!(value.node() instanceof SequenceNode list)) {
      value.wrongType("a list");
      return List.of();
    }
    List<E> elements = new ArrayList<>();
    for (Node entry : list.getValue()) {
      elements.add(element.read(value.entry(entry)));
    }
    return elements;
  }

  @Override
  public List<E> standIn(Place at) {
    return List.of();
  }
}
