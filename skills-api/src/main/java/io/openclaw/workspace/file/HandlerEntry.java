package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.JsonSchema;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Regex;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A handler in a skill's config.yaml. */
public record HandlerEntry(
    Name name,
    String description,
    @Nullable Pattern match,
    @Nullable String produces,
    @Nullable Duration timeout,
    @Nullable Name tool,
    JsonNode inputs,
    JsonNode outputs) {
  private static final Scalar<String> IDENTIFIER =
      Scalar.matching("a name of letters, digits, - and _", "[A-Za-z0-9_-]{1,64}");

  private static final Key<Name> NAME =
      required(
          "name",
          new Word(IDENTIFIER),
          "The handler's name; its code is handlers/<name>.py or .wasm, as the runtime has it.");
  private static final Key<String> DESCRIPTION =
      required("description", Scalar.TEXT, "What it does; a model chooses by that.");
  private static final OptionalKey<Pattern> MATCH =
      OptionalKey.of(
          "match",
          Regex.RE2,
          "Finds it for a plain request where no model chooses. Without it, never.");
  private static final OptionalKey<String> PRODUCES =
      OptionalKey.of(
          "produces", IDENTIFIER, "The name under which later calls and steps know its output.");
  private static final OptionalKey<Duration> TIMEOUT =
      OptionalKey.of("timeout", Units.DURATION, "The longest that a call may take.");
  private static final OptionalKey<Name> TOOL =
      OptionalKey.of(
          "tool",
          Word.ANY,
          "Runtime mcp: the server's name of the tool. Without it, the handler's name.");
  private static final OptionalKey<ObjectNode> INPUTS =
      OptionalKey.of(
          "inputs", JsonSchema.DRAFT_2020_12, "JSON Schema of what it takes, of type: object.");
  private static final OptionalKey<ObjectNode> OUTPUTS =
      OptionalKey.of(
          "outputs", JsonSchema.DRAFT_2020_12, "JSON Schema of what it gives, of type: object.");

  static final Shape<HandlerEntry> HANDLER =
      Shape.of(
          "One thing that a skill can do.",
          HandlerEntry::read,
          NAME,
          DESCRIPTION,
          MATCH,
          PRODUCES,
          TIMEOUT,
          TOOL,
          INPUTS,
          OUTPUTS);

  /**
   * The handler itself.
   *
   * @param file its source, or where it is declared
   */
  public Handler handler(Path file) {
    return new Handler(name.value(), description, file, match, produces, timeout, inputs, outputs);
  }

  private static HandlerEntry read(YamlMap map) {
    return new HandlerEntry(
        map.get(NAME),
        map.get(DESCRIPTION),
        map.get(MATCH),
        map.get(PRODUCES),
        map.get(TIMEOUT),
        map.get(TOOL),
        schema(map, INPUTS),
        schema(map, OUTPUTS));
  }

  /** Where there is none, that of any object. */
  private static ObjectNode schema(YamlMap map, OptionalKey<ObjectNode> key) {
    ObjectNode schema = map.get(key);
    if (schema == null) {
      return JsonNodeFactory.instance.objectNode().put("type", "object");
    }
    if (!schema.path("type").asText().equals("object")) {
      map.problem(
          key,
          ProblemCode.INVALID_VALUE,
          "\"" + key.name() + "\" must be a JSON Schema of type: object");
    }
    return schema;
  }
}
