package io.openclaw.local.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JSON value for people: a line for each member, nested ones indented below it. */
final class JsonText {
  private static final String INDENT = "  ";

  private JsonText() {}

  static List<String> lines(JsonNode value) {
    List<String> lines = new ArrayList<>();
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        named(member.getKey(), member.getValue(), lines);
      }
    } else if (value.isArray()) {
      value.forEach(element -> listed(element, lines));
    } else {
      lines.addAll(value.asText().strip().lines().toList());
    }
    return lines;
  }

  private static void named(String name, JsonNode value, List<String> into) {
    List<String> lines = lines(value);
    if (lines.size() == 1 && value.isValueNode()) {
      into.add(name + ": " + lines.getFirst());
    } else {
      into.add(name + ":" + (lines.isEmpty() ? " -" : ""));
      lines.forEach(line -> into.add(INDENT + line));
    }
  }

  private static void listed(JsonNode element, List<String> into) {
    List<String> lines = lines(element);
    for (int i = 0; i < lines.size(); i++) {
      into.add((i == 0 ? "- " : INDENT) + lines.get(i));
    }
    if (lines.isEmpty()) {
      into.add("-");
    }
  }
}
