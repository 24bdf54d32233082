package io.openclaw.workspace.yaml;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;

/** A map with known keys. Every other key is a problem. */
public final class Shape<T> implements Type<T> {
  private final String doc;
  private final Map<String, AnyKey> keys;
  private final Function<YamlMap, T> reader;

  private Shape(String doc, Map<String, AnyKey> keys, Function<YamlMap, T> reader) {
    this.doc = requireNonNull(doc, "doc is null");
    this.keys = keys;
    this.reader = requireNonNull(reader, "reader is null");
  }

  /**
   * Declares a map.
   *
   * @param doc what the map describes, in a sentence; shown by editors
   * @param reader makes the value of a map; is also called with a map that is not there, where it
   *     gets stand-ins and where its reports go nowhere
   */
  public static <T> Shape<T> of(String doc, Function<YamlMap, T> reader, AnyKey... keys) {
    Map<String, AnyKey> byName = new LinkedHashMap<>();
    for (AnyKey key : keys) {
      if (byName.put(key.name(), key) != null) {
        throw new IllegalArgumentException("key " + key.name() + " is there twice");
      }
    }
    return new Shape<>(doc, byName, reader);
  }

  @Override
  public T read(YamlValue value) {
    if (value.node() instanceof MappingNode map) {
      return read(value.file(), map);
    }
    value.wrongType("a map");
    return standIn(value.at());
  }

  T read(YamlFile file, MappingNode map) {
    return reader.apply(YamlMap.of(file, map, keys));
  }

  @Override
  public T standIn(Place at) {
    return reader.apply(YamlMap.absent(at, keys));
  }

  public String doc() {
    return doc;
  }

  List<AnyKey> keys() {
    return List.copyOf(keys.values());
  }
}
