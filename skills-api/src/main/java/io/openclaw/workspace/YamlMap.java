package io.openclaw.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Typed access to a map in a YAML file. A getter that does not find what it wants reports that and
 * gives a stand-in. The keys that were asked for are the keys that are known.
 */
final class YamlMap {
  private final YamlFile file;
  private final MappingNode node;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  YamlMap(YamlFile file, MappingNode node) {
    this.file = file;
    this.node = node;
    for (NodeTuple entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        file.problem(entry.getKeyNode(), ProblemCode.WRONG_TYPE, "a key must be a text");
      } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
        file.problem(
            key, ProblemCode.DUPLICATE_KEY, Name.quote(key.getValue()) + " is there already");
      }
    }
  }

  /** Where the map begins. */
  Place at() {
    return file.placeOf(node);
  }

  /** Where the value of a key stands; where the map begins when it has none. */
  Place at(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? at() : file.placeOf(entry.getValueNode());
  }

  /** All keys; from here on each of them is known. */
  Set<String> keys() {
    known.addAll(entries.keySet());
    return entries.keySet();
  }

  boolean has(String key) {
    return find(key) != null;
  }

  /** Whether the key is there with an explicit null. */
  boolean isNull(String key) {
    Node value = find(key);
    return value != null && value.getTag().equals(Tag.NULL);
  }

  /** Whether the key is there with a list. */
  boolean isList(String key) {
    return find(key) instanceof SequenceNode;
  }

  <T> T get(String key, Scalar<T> type) {
    Node value = require(key);
    return value == null ? type.standIn() : scalar(Name.quote(key), value, type);
  }

  <T> T get(String key, Scalar<T> type, T fallback) {
    Node value = find(key);
    return value == null ? fallback : scalar(Name.quote(key), value, type);
  }

  <T> @Nullable T find(String key, Scalar<T> type) {
    Node value = find(key);
    return value == null ? null : scalar(Name.quote(key), value, type);
  }

  /** A required word that other places refer to, or that refers to another place. */
  Name name(String key) {
    return new Name(get(key, Scalar.TEXT), at(key));
  }

  @Nullable Name findName(String key) {
    return has(key) ? name(key) : null;
  }

  /** A list of words; empty where the key is not there. */
  List<Name> names(String key) {
    Node value = find(key);
    return value == null ? List.of() : namesIn(key, value);
  }

  /** One word or a list of them; empty where the key is not there. */
  List<Name> nameOrNames(String key) {
    return find(key) instanceof ScalarNode ? List.of(name(key)) : names(key);
  }

  /** A required map; null, and reported, where it is not there. */
  @Nullable YamlMap map(String key) {
    Node value = require(key);
    return value == null ? null : mapIn(Name.quote(key), value);
  }

  @Nullable YamlMap findMap(String key) {
    return has(key) ? map(key) : null;
  }

  /** Looks into a map where there is one. */
  void within(String key, Consumer<YamlMap> reader) {
    YamlMap map = findMap(key);
    if (map != null) {
      reader.accept(map);
    }
  }

  /** A required list of maps. */
  List<YamlMap> maps(String key) {
    Node value = require(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof SequenceNode list)) {
      wrongType(Name.quote(key), "a list", value);
      return List.of();
    }
    List<YamlMap> maps = new ArrayList<>();
    for (Node item : list.getValue()) {
      YamlMap map = mapIn("an entry of " + Name.quote(key), item);
      if (map != null) {
        maps.add(map);
      }
    }
    return maps;
  }

  /** A list of maps; empty where the key is not there. */
  List<YamlMap> findMaps(String key) {
    return has(key) ? maps(key) : List.of();
  }

  /** A map as JSON, with all that is in it; null where the key is not there. */
  @Nullable ObjectNode json(String key) {
    Node value = find(key);
    if (value == null || value instanceof MappingNode) {
      return value == null ? null : (ObjectNode) YamlJson.of(value, file);
    }
    wrongType(Name.quote(key), "a map", value);
    return null;
  }

  void problem(String key, ProblemCode code, String message) {
    file.problem(at(key), code, message);
  }

  void problem(Place at, ProblemCode code, String message) {
    file.problem(at, code, message);
  }

  void reportUnknownKeys() {
    for (NodeTuple entry : entries.values()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      if (!known.contains(key)) {
        file.problem(
            entry.getKeyNode(),
            ProblemCode.UNKNOWN_KEY,
            "unknown key " + Name.quote(key) + Spelling.hint(key, known));
      }
    }
  }

  private @Nullable Node find(String key) {
    known.add(key);
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }

  private @Nullable Node require(String key) {
    Node value = find(key);
    if (value == null) {
      file.problem(node, ProblemCode.MISSING_KEY, Name.quote(key) + " is missing");
    }
    return value;
  }

  private List<Name> namesIn(String key, Node value) {
    if (!(value instanceof SequenceNode list)) {
      wrongType(Name.quote(key), "a list", value);
      return List.of();
    }
    List<Name> names = new ArrayList<>();
    for (Node item : list.getValue()) {
      String name = scalar("an entry of " + Name.quote(key), item, Scalar.TEXT);
      names.add(new Name(name, file.placeOf(item)));
    }
    return names;
  }

  private @Nullable YamlMap mapIn(String what, Node value) {
    if (value instanceof MappingNode map) {
      return file.map(map);
    }
    wrongType(what, "a map", value);
    return null;
  }

  private <T> T scalar(String what, Node value, Scalar<T> type) {
    if (!(value instanceof ScalarNode scalar) || value.getTag().equals(Tag.NULL)) {
      wrongType(what, type.expected(), value);
      return type.standIn();
    }
    boolean mayBe = type.quotable() || scalar.getScalarStyle() == ScalarStyle.PLAIN;
    T parsed = mayBe ? type.parser().parse(scalar.getValue()) : null;
    if (parsed == null && !type.quotable()) {
      wrongType(what, type.expected(), value);
      return type.standIn();
    }
    if (parsed == null || !type.allowed().test(parsed)) {
      file.problem(value, ProblemCode.INVALID_VALUE, mustBe(what, type.expected(), value));
      return type.standIn();
    }
    return parsed;
  }

  private void wrongType(String what, String expected, Node value) {
    file.problem(value, ProblemCode.WRONG_TYPE, mustBe(what, expected, value));
  }

  private static String mustBe(String what, String expected, Node value) {
    return what + " must be " + expected + ", not " + YamlFile.describe(value);
  }
}
