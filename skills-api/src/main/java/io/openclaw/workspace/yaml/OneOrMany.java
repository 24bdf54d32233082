package io.openclaw.workspace.yaml;

import java.util.List;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * One value, or a list of them.
 *
 * @param element what each is
 */
public record OneOrMany<E>(Type<E> element) implements Type<List<E>> {

  @Override
  public List<E> read(YamlValue value) {
    return value.node() instanceof ScalarNode && !value.isNull()
        ? List.of(element.read(value))
        : new ListOf<>(element).read(value);
  }

  @Override
  public List<E> standIn(Place at) {
    return List.of();
  }
}
