package io.openclaw.workspace.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a {@link Shape} as JSON Schema (draft 2020-12), so that editors complete and underline. A
 * schema accepts every file that the shape accepts; it can't say all that the loader checks.
 */
public final class SchemaWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SchemaWriter() {}

  public static ObjectNode write(String title, Shape<?> shape) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.setAll(of(shape));
    return schema;
  }

  private static ObjectNode of(Type<?> type) {
    return switch (type) {
      case Scalar<?> scalar -> scalar.schema().deepCopy();
      case Word word -> of(word.text());
      case Regex _ -> of(Scalar.TEXT);
      case ListOf<?> list -> listOf(list.element());
      case OneOrMany<?> many -> anyOf(of(many.element()), listOf(many.element()));
      case ListOrElse<?, ?> choice -> anyOf(of(choice.other()), listOf(choice.element()));
      case WordOrMap<?, ?> choice -> anyOf(of(choice.word()), of(choice.map()));
      case MapOf<?> map ->
          JSON.objectNode().put("type", "object").set("additionalProperties", of(map.element()));
      case JsonObject _, JsonSchema _ -> JSON.objectNode().put("type", "object");
      case Shape<?> shape -> of(shape);
    };
  }

  private static ObjectNode of(Shape<?> shape) {
    ObjectNode schema = JSON.objectNode().put("description", shape.doc()).put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (AnyKey key : shape.keys()) {
      properties.set(key.name(), of(key));
      if (key.required()) {
        required.add(key.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode of(AnyKey key) {
    ObjectNode value = of(key.type());
    ObjectNode schema = JSON.objectNode().put("description", key.doc());
    schema.setAll(key.nullable() ? anyOf(JSON.objectNode().put("type", "null"), value) : value);
    schema.put("description", key.doc());
    switch (key.fallback()) {
      case Boolean flag -> schema.put("default", flag);
      case Integer number -> schema.put("default", number);
      case String text when !text.isEmpty() -> schema.put("default", text);
      case Enum<?> constant -> schema.put("default", written(constant, schema));
      case null, default -> {}
    }
    return schema;
  }

  /** As files have it: of the choices, the one that is called so. */
  private static String written(Enum<?> constant, ObjectNode schema) {
    for (JsonNode choice : schema.path("enum")) {
      if (choice.asText().equalsIgnoreCase(constant.name())) {
        return choice.asText();
      }
    }
    throw new IllegalStateException(constant + " is none of " + schema.path("enum"));
  }

  private static ObjectNode listOf(Type<?> element) {
    return JSON.objectNode().put("type", "array").set("items", of(element));
  }

  private static ObjectNode anyOf(ObjectNode one, ObjectNode other) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("anyOf").add(one).add(other);
    return schema;
  }
}
