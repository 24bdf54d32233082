package io.openclaw.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import io.openclaw.event.ValueReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as CEL knows it: whole numbers are int, others double. Of a value by reference nothing is
 * known but, where it is an array, its size; to ask for more is an error.
 */
final class CelValues {
  private CelValues() {}

  /** In the place of a value that cannot be read here. */
  record Stored(String path, long bytes) {

    /** The value, where it is one. */
    static Object read(Object value) {
      if (value instanceof Stored stored) {
        throw new StoredValueException(stored.path, stored.bytes);
      }
      return value;
    }
  }

  static Map<String, Object> of(Map<String, JsonNode> values) {
    Map<String, Object> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, of(name, value)));
    return new GuardedMap(all);
  }

  private static Object of(String path, JsonNode value) {
    ValueReference reference = ValueReference.of(value);
    if (reference != null) {
      return stored(path, reference);
    }
    return switch (value.getNodeType()) {
      case OBJECT -> map(path, value);
      case ARRAY -> list(path, value);
      case STRING -> value.textValue();
      case BOOLEAN -> value.booleanValue();
      case NUMBER ->
          value.isIntegralNumber() && value.canConvertToLong()
              ? (Object) value.longValue()
              : (Object) value.doubleValue();
      case NULL, MISSING -> NullValue.NULL_VALUE;
      case BINARY, POJO -> value.asText();
    };
  }

  private static Object stored(String path, ValueReference reference) {
    Stored stored = new Stored(path, reference.bytes());
    Integer length = reference.length();
    return length == null ? stored : new GuardedList(Collections.nCopies(length, stored));
  }

  private static Map<String, Object> map(String path, JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry -> map.put(entry.getKey(), of(path + "." + entry.getKey(), entry.getValue())));
    return new GuardedMap(map);
  }

  private static List<Object> list(String path, JsonNode array) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      list.add(of(path + "[" + i + "]", array.get(i)));
    }
    return new GuardedList(list);
  }
}
