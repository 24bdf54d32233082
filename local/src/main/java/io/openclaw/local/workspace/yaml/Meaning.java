package io.openclaw.local.workspace.yaml;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a YAML text says: maps, lists and plain values, which may be changed. */
final class Meaning {
  private Meaning() {}

  /** Throws a YAMLException where it can't be read. */
  static Object of(String text) {
    Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return read == null ? Map.of() : read;
  }

  /** The map at a path of keys that lead there. */
  static Map<Object, Object> map(Object document, List<String> path) {
    Map<Object, Object> map = cast(document);
    for (String key : path) {
      map = cast(requireNonNull(map.get(key), key));
    }
    return map;
  }

  /** The list at a path of keys that lead there. */
  static List<Object> listAt(Object document, List<String> path) {
    Object list = map(document, path.subList(0, path.size() - 1)).get(path.getLast());
    return list(requireNonNull(list, "the list is gone"));
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> cast(Object value) {
    return (Map<Object, Object>) value;
  }
}
