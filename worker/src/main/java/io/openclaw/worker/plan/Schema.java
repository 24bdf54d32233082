package io.openclaw.worker.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What planning reads out of a handler's JSON Schema. */
public final class Schema {
  private Schema() {}

  /** The inputs by name, in order, those that are required first. */
  static Map<String, JsonNode> inputs(JsonNode schema) {
    Map<String, JsonNode> inputs = new LinkedHashMap<>();
    JsonNode properties = schema.path("properties");
    schema
        .path("required")
        .forEach(name -> inputs.put(name.asText(), properties.path(name.asText())));
    properties
        .properties()
        .forEach(property -> inputs.putIfAbsent(property.getKey(), property.getValue()));
    return inputs;
  }

  /** The names of the inputs that a call can't do without. */
  public static List<String> required(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** Whether the input is a file. */
  static boolean isFile(JsonNode input) {
    return input.path("format").asText().equals("file");
  }

  /** Whether the input is a text. */
  static boolean isText(JsonNode input) {
    return input.path("type").asText().equals("string") && !isFile(input);
  }

  /** Whether a file of that name has one of the endings that the input takes. */
  static boolean accepts(JsonNode input, String fileName) {
    JsonNode endings = input.path("x-accepts");
    if (endings.isEmpty()) {
      return true;
    }
    String name = fileName.toLowerCase(Locale.ROOT);
    for (JsonNode ending : endings) {
      if (name.endsWith(ending.asText().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** What the input is, for a person: {@code a file (.csv, .tsv)}. */
  static String describe(JsonNode input) {
    List<String> endings = new ArrayList<>();
    input.path("x-accepts").forEach(ending -> endings.add(ending.asText()));
    return endings.isEmpty() ? "a file" : "a file (" + String.join(", ", endings) + ")";
  }
}
