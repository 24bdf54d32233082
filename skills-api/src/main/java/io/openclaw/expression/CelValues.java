package io.openclaw.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as CEL knows it: whole numbers are int, others double. */
final class CelValues {
  private CelValues() {}

  static Object of(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> map(value);
      case ARRAY -> list(value);
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

  private static Map<String, Object> map(JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
    return map;
  }

  private static List<Object> list(JsonNode array) {
    List<Object> list = new ArrayList<>();
    array.forEach(element -> list.add(of(element)));
    return list;
  }
}
