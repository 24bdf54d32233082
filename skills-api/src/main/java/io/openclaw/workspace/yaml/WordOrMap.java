package io.openclaw.workspace.yaml;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * One word where that says it all, or a map that says more.
 *
 * @param meaning what a word alone stands for
 */
public record WordOrMap<W, T>(Type<W> word, Function<W, T> meaning, Shape<T> map)
    implements Type<T> {
  public WordOrMap {
    requireNonNull(word, "word is null");
    requireNonNull(meaning, "meaning is null");
    requireNonNull(map, "map is null");
  }

  @Override
  public T read(YamlValue value) {
    return value.node() instanceof MappingNode ? map.read(value) : meaning.apply(word.read(value));
  }

  @Override
  public T standIn(Place at) {
    return meaning.apply(word.standIn(at));
  }
}
