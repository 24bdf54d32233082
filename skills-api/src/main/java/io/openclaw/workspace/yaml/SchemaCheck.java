package io.openclaw.workspace.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.workspace.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Checks that a JSON Schema says what its author means. The standard takes a word that it does not
 * know for a note, so that a slip of the pen would check nothing: what is nearly a keyword, and a
 * type, a format or a required name that is none, is a problem here. Other words stay notes.
 */
final class SchemaCheck {
  private static final List<String> TYPES =
      List.of("string", "number", "integer", "boolean", "object", "array", "null");

  /** Those of the standard, and {@code file}: the path of a file, which has to be granted. */
  private static final List<String> FORMATS =
      List.of(
          "file",
          "date-time",
          "date",
          "time",
          "duration",
          "email",
          "idn-email",
          "hostname",
          "idn-hostname",
          "ipv4",
          "ipv6",
          "uri",
          "uri-reference",
          "iri",
          "iri-reference",
          "uri-template",
          "uuid",
          "json-pointer",
          "relative-json-pointer",
          "regex");

  private static final List<String> KEYWORDS =
      List.of(
          "type",
          "format",
          "enum",
          "const",
          "required",
          "properties",
          "patternProperties",
          "additionalProperties",
          "unevaluatedProperties",
          "propertyNames",
          "dependentRequired",
          "dependentSchemas",
          "minProperties",
          "maxProperties",
          "items",
          "prefixItems",
          "unevaluatedItems",
          "contains",
          "minContains",
          "maxContains",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minLength",
          "maxLength",
          "pattern",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "allOf",
          "anyOf",
          "oneOf",
          "else",
          "default",
          "description",
          "examples");

  /** What other tools write, and what nearly is a keyword without being meant for one. */
  private static final List<String> NOTES = List.of("example", "note", "id", "cost");

  /** With one of these, names that {@code properties} lacks may be said elsewhere. */
  private static final List<String> MORE_PROPERTIES =
      List.of("patternProperties", "allOf", "anyOf", "oneOf", "if", "$ref", "$dynamicRef");

  private static final int SHORTEST = 3;
  private static final int LONG = 8;

  private final YamlFile file;
  private final JsonNode root;

  /**
   * @param root the whole schema, to which references lead
   */
  SchemaCheck(YamlFile file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  void check(Node node) {
    if (node instanceof MappingNode map) {
      Map<String, NodeTuple> keywords = YamlMap.entriesByKey(file, map);
      keywords.forEach((keyword, entry) -> checkKeyword(keyword, entry));
      checkRequired(keywords);
    } else if (!json(node).isBoolean()) {
      problem(node, "a schema must be a map, true or false, not " + YamlFile.describe(node));
    }
  }

  private void checkKeyword(String keyword, NodeTuple entry) {
    Node value = entry.getValueNode();
    switch (keyword) {
      case "type" -> checkType(value);
      case "format" -> checkWord(keyword, value, FORMATS);
      case "enum" -> entries(keyword, value, "the values that there are");
      case "pattern" -> checkPattern(value);
      case "$ref" -> checkReference(value);
      case "required" -> entries(keyword, value, "names of properties");
      case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas" ->
          members(keyword, value).forEach(this::check);
      case "items",
          "additionalProperties",
          "unevaluatedProperties",
          "unevaluatedItems",
          "propertyNames",
          "contains",
          "not",
          "if",
          "then",
          "else" ->
          check(value);
      case "prefixItems", "allOf", "anyOf", "oneOf" ->
          entries(keyword, value, "schemas").forEach(this::check);
      case "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minContains",
          "maxContains" ->
          checkCount(keyword, value);
      case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
          mustBe(json(value).isNumber(), keyword, value, "a number");
      case "uniqueItems" -> mustBe(json(value).isBoolean(), keyword, value, "true or false");
      default -> checkUnknown(keyword, entry.getKeyNode());
    }
  }

  private void checkType(Node value) {
    if (value instanceof SequenceNode list) {
      list.getValue().forEach(type -> checkWord("type", type, TYPES));
    } else {
      checkWord("type", value, TYPES);
    }
  }

  private void checkWord(String keyword, Node value, List<String> known) {
    String word = value instanceof ScalarNode scalar ? scalar.getValue() : null;
    if (word == null) {
      mustBe(false, keyword, value, "a word");
    } else if (json(value).isNull()) {
      problem(value, "null without quotes is nothing; the type is written \"null\"");
    } else if (!known.contains(word)) {
      problem(
          value,
          "a JSON Schema has no %s %s%s"
              .formatted(keyword, Name.quote(word), Spelling.hint(word, known)));
    }
  }

  private void checkPattern(Node value) {
    try {
      Pattern _ = Pattern.compile(text(value));
    } catch (PatternSyntaxException e) {
      problem(value, "\"pattern\" is no regular expression: " + e.getDescription());
    }
  }

  /** What lies elsewhere is not fetched. */
  private void checkReference(Node value) {
    String reference = text(value);
    boolean isPointer = reference.startsWith("#/") || reference.equals("#");
    boolean leadsNowhere = isPointer && root.at(reference.substring(1)).isMissingNode();
    if (leadsNowhere || !reference.startsWith("#")) {
      problem(
          value,
          "%s leads to nothing in this schema; write it out, or refer to \"#/$defs/…\""
              .formatted(Name.quote(reference)));
    }
  }

  private void checkCount(String keyword, Node value) {
    JsonNode count = json(value);
    mustBe(
        count.isIntegralNumber() && count.asLong() >= 0,
        keyword,
        value,
        "a whole number of at least 0");
  }

  private void checkRequired(Map<String, NodeTuple> keywords) {
    if (keywords.containsKey("required")
        && keywords.containsKey("properties")
        && keywords.get("properties").getValueNode() instanceof MappingNode properties
        && keywords.get("required").getValueNode() instanceof SequenceNode required
        && !hasMoreProperties(keywords)) {
      Set<String> known = YamlMap.entriesByKey(file, properties).keySet();
      required.getValue().forEach(name -> checkRequired(name, known));
    }
  }

  private void checkRequired(Node name, Set<String> properties) {
    if (!properties.contains(text(name))) {
      problem(
          name,
          "%s is required, and not among the properties%s"
              .formatted(Name.quote(text(name)), Spelling.hint(text(name), properties)));
    }
  }

  private boolean hasMoreProperties(Map<String, NodeTuple> keywords) {
    NodeTuple others = keywords.get("additionalProperties");
    return (others != null && !isFalse(others.getValueNode()))
        || MORE_PROPERTIES.stream().anyMatch(keywords::containsKey);
  }

  private void checkUnknown(String keyword, Node key) {
    if (keyword.length() < SHORTEST || KEYWORDS.contains(keyword) || NOTES.contains(keyword)) {
      return;
    }
    int most = keyword.length() < LONG ? 1 : 2;
    String meant =
        KEYWORDS.stream()
            .filter(known -> Spelling.isNear(keyword, known, most))
            .findFirst()
            .orElse(null);
    if (meant != null) {
      problem(
          key,
          "a JSON Schema has no keyword %s; did you mean \"%s\"?"
              .formatted(Name.quote(keyword), meant));
    }
  }

  private Stream<Node> members(String keyword, Node value) {
    if (value instanceof MappingNode map) {
      return YamlMap.entries(file, map).values().stream();
    }
    mustBe(false, keyword, value, "a map of names and schemas");
    return Stream.of();
  }

  private Stream<Node> entries(String keyword, Node value, String ofWhat) {
    if (value instanceof SequenceNode list) {
      return list.getValue().stream();
    }
    mustBe(false, keyword, value, "a list of " + ofWhat);
    return Stream.of();
  }

  private void mustBe(boolean is, String keyword, Node value, String expected) {
    if (!is) {
      problem(
          value,
          "\"%s\" of a JSON Schema must be %s, not %s"
              .formatted(keyword, expected, YamlFile.describe(value)));
    }
  }

  private void problem(Node node, String message) {
    file.problem(node, ProblemCode.INVALID_SCHEMA, message);
  }

  private boolean isFalse(Node node) {
    return json(node).isBoolean() && !json(node).asBoolean();
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private JsonNode json(Node node) {
    return YamlJson.of(node, file);
  }
}
