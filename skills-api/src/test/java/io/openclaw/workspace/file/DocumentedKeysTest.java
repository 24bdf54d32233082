package io.openclaw.workspace.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.workspace.file.WorkspaceSchemas.FileSchema;
import io.openclaw.workspace.load.MarkdownPage;
import io.openclaw.workspace.load.MarkdownPage.Prose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of {@code workspace/docs/files} have each key of a file, no others, and say which ones
 * are required and what the others default to.
 */
class DocumentedKeysTest {
  /** The page of each kind of file, by the name of its schema. */
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("agent", "agent-config.md"),
          Map.entry("agent-tools", "tools-config.md"),
          Map.entry("skill", "skill-config.md"),
          Map.entry("skill-manual", "skill-manual.md"),
          Map.entry("agent-registry", "agent-registry.md"),
          Map.entry("skill-registry", "skill-registry.md"),
          Map.entry("routing-rules", "routing-rules.md"),
          Map.entry("workflow", "workflows.md"),
          Map.entry("load-balancer", "load-balancer.md"),
          Map.entry("schedules", "schedules.md"),
          Map.entry("skills-lock", "skills-lock.md"));

  /** Steps are the same in a rule as in a workflow's own file, whose page has them. */
  private static final String STEPS_OF_RULE = "routing_rules[].workflow[].";

  /** A key, what it is, and its default. */
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.+) \\| ([^|]*) \\|");

  /** What a schema says of a key. */
  private record Documented(String what, String fallback) {
    static Documented of(JsonNode schema, boolean required) {
      return new Documented(
          schema.path("description").asText(),
          required
              ? "required"
              : schema.has("default") ? "`" + schema.get("default").asText() + "`" : "");
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void shouldHaveEveryKeyAndNoOther(FileSchema schema) {
    String name = page(schema);
    Map<String, Documented> keys = keys(schema);
    Map<String, Documented> rows = rows(name);

    assertThat(rows.keySet())
        .as(() -> "Keys of %s; rows that are missing:%n%s".formatted(name, missing(keys, rows)))
        .containsExactlyInAnyOrderElementsOf(keys.keySet());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void shouldSayWhatIsRequiredAndWhatDefaultsAre(FileSchema schema) {
    String name = page(schema);
    Map<String, Documented> rows = rows(name);

    keys(schema)
        .forEach((key, said) -> {
          String fallback = rows.get(key) == null ? "" : rows.get(key).fallback();
          assertThat(fallback.equals("required"))
              .as(name + ": " + key + " is required")
              .isEqualTo(said.fallback().equals("required"));
          assertThat(fallback).as(name + ": default of " + key).contains(said.fallback());
        });
  }

  static List<FileSchema> schemas() {
    return WorkspaceSchemas.all();
  }

  private static String page(FileSchema schema) {
    return requireNonNull(
        PAGES.get(schema.name().replace(".schema.json", "")), schema.name() + " has no page");
  }

  private static Map<String, Documented> keys(FileSchema schema) {
    Map<String, Documented> keys = new LinkedHashMap<>();
    add("", schema.schema(), keys);
    keys.keySet().removeIf(key -> key.startsWith(STEPS_OF_RULE));
    return keys;
  }

  private static void add(String path, JsonNode schema, Map<String, Documented> keys) {
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(key -> required.add(key.asText()));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String key = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      keys.put(key, Documented.of(property.getValue(), required.contains(property.getKey())));
      add(key, property.getValue(), keys);
    }
    schema.path("anyOf").forEach(choice -> add(path, choice, keys));
    add(schema, "items", path + "[]", keys);
    add(schema, "additionalProperties", path + ".*", keys);
  }

  private static void add(
      JsonNode schema, String inner, String path, Map<String, Documented> keys) {
    if (schema.path(inner).isObject()) {
      add(path, schema.get(inner), keys);
    }
  }

  private static Map<String, Documented> rows(String name) {
    Map<String, Documented> rows = new LinkedHashMap<>();
    MarkdownPage page = MarkdownPage.read(MarkdownPage.DOCS.resolve("files").resolve(name));
    for (MarkdownPage.Part part : page.parts()) {
      if (part instanceof Prose prose && prose.text().startsWith("| `")) {
        Matcher row = ROW.matcher(prose.text());
        assertThat(row.matches()).as(prose.text()).isTrue();
        @Nullable Documented before =
            rows.put(row.group(1), new Documented(row.group(2), row.group(3)));
        assertThat(before).as(row.group(1) + " is there twice").isNull();
      }
    }
    return rows;
  }

  private static String missing(Map<String, Documented> keys, Map<String, Documented> rows) {
    StringBuilder missing = new StringBuilder();
    keys.forEach((key, schema) -> {
      if (!rows.containsKey(key)) {
        missing.append("| `%s` | %s | %s |%n".formatted(key, schema.what(), schema.fallback()));
      }
    });
    return missing.toString();
  }
}
