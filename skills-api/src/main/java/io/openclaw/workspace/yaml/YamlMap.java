package io.openclaw.workspace.yaml;

import io.openclaw.workspace.ProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map while its {@link Shape} reads it. A getter that does not find what it wants reports that
 * and gives a stand-in.
 */
public final class YamlMap {
  private final @Nullable YamlFile file;
  private final Place at;
  private final Map<String, NodeTuple> entries;
  private final Map<String, AnyKey> keys;

  private YamlMap(
      @Nullable YamlFile file, Place at, Map<String, NodeTuple> entries, Map<String, AnyKey> keys) {
    this.file = file;
    this.at = at;
    this.entries = entries;
    this.keys = keys;
  }

  /** Reports the keys that are missing or unknown. */
  static YamlMap of(YamlFile file, MappingNode node, Map<String, AnyKey> keys) {
    Map<String, NodeTuple> entries = entriesByKey(file, node);
    entries.forEach((name, entry) -> {
      if (!keys.containsKey(name)) {
        file.problem(
            entry.getKeyNode(),
            ProblemCode.UNKNOWN_KEY,
            "unknown key " + Name.quote(name) + Spelling.hint(name, keys.keySet()));
      }
    });
    YamlMap map = new YamlMap(file, file.placeOf(node), entries, keys);
    for (AnyKey key : keys.values()) {
      if (key.required() && !entries.containsKey(key.name())) {
        map.problem(map.at, ProblemCode.MISSING_KEY, Name.quote(key.name()) + " is missing");
      }
    }
    return map;
  }

  /** Takes the place of a map that is not there. What is reported of it goes nowhere. */
  static YamlMap absent(Place at, Map<String, AnyKey> keys) {
    return new YamlMap(null, at, Map.of(), keys);
  }

  /** The values of a map by key; of a key that is there twice, the first one, with a report. */
  static Map<String, Node> entries(YamlFile file, MappingNode node) {
    Map<String, Node> entries = new LinkedHashMap<>();
    entriesByKey(file, node).forEach((name, entry) -> entries.put(name, entry.getValueNode()));
    return entries;
  }

  static Map<String, NodeTuple> entriesByKey(YamlFile file, MappingNode node) {
    Map<String, NodeTuple> entries = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        file.problem(entry.getKeyNode(), ProblemCode.WRONG_TYPE, "a key must be a text");
      } else if (isMergeKey(key)) {
        file.problem(
            key,
            ProblemCode.UNKNOWN_KEY,
            "merge keys (<<) are not read; write out the keys that are meant");
      } else {
        NodeTuple first = entries.putIfAbsent(key.getValue(), entry);
        if (first != null) {
          int line = file.placeOf(first.getKeyNode()).line();
          file.problem(
              key,
              ProblemCode.DUPLICATE_KEY,
              "%s is there already, in line %d".formatted(Name.quote(key.getValue()), line));
        }
      }
    }
    return entries;
  }

  private static boolean isMergeKey(ScalarNode key) {
    return key.getScalarStyle() == ScalarStyle.PLAIN && key.getValue().equals("<<");
  }

  /** Where the map begins. */
  public Place at() {
    return at;
  }

  /** Where the value of a key stands; where the map begins when it has none. */
  public Place at(AnyKey key) {
    NodeTuple entry = entries.get(key.name());
    return entry == null || file == null ? at : file.placeOf(entry.getValueNode());
  }

  public boolean has(AnyKey key) {
    return find(key) != null;
  }

  /** Whether the key is there with an explicit null. */
  public boolean isNull(AnyKey key) {
    Node value = find(key);
    return value != null && value.getTag().equals(Tag.NULL);
  }

  public <T> T get(Key<T> key) {
    T value = read(key, key.type());
    if (value != null) {
      return value;
    }
    T fallback = key.fallback();
    return fallback == null ? key.type().standIn(at) : fallback;
  }

  /** Null where the key is not there, or has a null that is allowed. */
  public <T> @Nullable T get(OptionalKey<T> key) {
    return key.nullable() && isNull(key) ? null : read(key, key.type());
  }

  public void problem(AnyKey key, ProblemCode code, String message) {
    problem(at(key), code, message);
  }

  public void problem(Place place, ProblemCode code, String message) {
    if (file != null) {
      file.problem(place, code, message);
    }
  }

  private <T> @Nullable T read(AnyKey key, Type<T> type) {
    Node value = find(key);
    return value == null || file == null
        ? null
        : type.read(new YamlValue(file, Name.quote(key.name()), value));
  }

  private @Nullable Node find(AnyKey key) {
    if (!keys.containsKey(key.name())) {
      throw new IllegalArgumentException("key " + key.name() + " is not declared");
    }
    NodeTuple entry = entries.get(key.name());
    return entry == null ? null : entry.getValueNode();
  }
}
