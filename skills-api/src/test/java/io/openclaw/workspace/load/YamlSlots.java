package io.openclaw.workspace.load;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openclaw.workspace.file.WorkspaceSchemas;
import io.openclaw.workspace.file.WorkspaceSchemas.FileSchema;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys and single values of a sound YAML file, each with where it stands and what it may be.
 */
final class YamlSlots {
  private final String file;
  private final List<Slot> slots = new ArrayList<>();

  /**
   * A key or a value.
   *
   * @param path of keys, with {@code []} for an entry of a list
   * @param line from 0
   * @param start first column, from 0
   * @param end behind the last column
   * @param schema what the value may be; of a key, what its map may have
   */
  record Slot(
      String file,
      String path,
      int line,
      int start,
      int end,
      String text,
      boolean isKey,
      JsonNode schema) {

    /** The file with something else in this place. */
    byte[] replacedBy(String text, byte[] content) {
      List<String> lines =
          new ArrayList<>(List.of(new String(content, StandardCharsets.UTF_8).split("\n", -1)));
      String old = lines.get(line);
      lines.set(line, old.substring(0, start) + text + old.substring(end));
      return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return file + ":" + (line + 1) + " " + path;
    }
  }

  private YamlSlots(String file) {
    this.file = file;
  }

  /** None where the file is no YAML. */
  static List<Slot> of(String file, byte[] content) {
    YamlSlots slots = new YamlSlots(file);
    WorkspaceSchemas.all().stream()
        .filter(schema -> isFor(schema, file))
        .forEach(schema -> slots.walk("", root(yaml(file, content)), schema.schema()));
    return slots.slots;
  }

  private static boolean isFor(FileSchema schema, String file) {
    return FileSystems.getDefault().getPathMatcher("glob:" + schema.files()).matches(Path.of(file));
  }

  /** The YAML of a file: of a SKILL.md, its front matter. */
  static String yaml(String file, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    return file.endsWith(".md") ? text.substring(0, text.indexOf("\n---", 3) + 1) : text;
  }

  static Node root(String yaml) {
    return requireNonNull(new Yaml(new LoaderOptions()).compose(new StringReader(yaml)));
  }

  private void walk(String path, Node node, JsonNode schema) {
    switch (node) {
      case MappingNode map -> walkMap(path, map, choose(schema, "object"));
      case SequenceNode list -> {
        JsonNode items = choose(schema, "array").path("items");
        list.getValue().forEach(entry -> walk(path + "[]", entry, items));
      }
      case ScalarNode scalar -> add(path, scalar, false, schema);
      default -> throw new IllegalStateException(node.getNodeId().name());
    }
  }

  private void walkMap(String path, MappingNode map, JsonNode schema) {
    if (!schema.has("additionalProperties")) {
      return; // anything may be in there
    }
    for (NodeTuple entry : map.getValue()) {
      ScalarNode key = (ScalarNode) entry.getKeyNode();
      String inner = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      if (schema.get("additionalProperties").isObject()) {
        walk(path + ".*", entry.getValueNode(), schema.get("additionalProperties"));
      } else {
        add(inner, key, true, schema);
        walk(inner, entry.getValueNode(), schema.path("properties").path(key.getValue()));
      }
    }
  }

  private static JsonNode choose(JsonNode schema, String type) {
    if (schema.path("type").asText().equals(type)) {
      return schema;
    }
    for (JsonNode choice : schema.path("anyOf")) {
      JsonNode chosen = choose(choice, type);
      if (!chosen.isMissingNode()) {
        return chosen;
      }
    }
    return MissingNode.getInstance();
  }

  private void add(String path, ScalarNode scalar, boolean isKey, JsonNode schema) {
    int line = scalar.getStartMark().getLine();
    int start = scalar.getStartMark().getColumn();
    int end = scalar.getEndMark().getColumn();
    if (line == scalar.getEndMark().getLine() && end > start) {
      slots.add(new Slot(file, path, line, start, end, scalar.getValue(), isKey, schema));
    }
  }
}
