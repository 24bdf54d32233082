package io.openclaw.workspace.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.workspace.load.MarkdownPage;
import io.openclaw.workspace.load.MarkdownPage.Prose;
import io.openclaw.workspace.yaml.SchemaWriter;
import io.openclaw.workspace.yaml.Shape;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of {@code workspace/docs/files} have each key of a file, no others, and say which ones
 * are required and what the others default to.
 */
class DocumentedKeysTest {
  /** How the constant is called that is the shape of a whole file. */
  private static final Set<String> NAMES = Set.of("FILE", "FRONT_MATTER");

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

  @Test
  void shouldKnowTheShapeOfEveryFile() throws Exception {
    assertThat(FileSchemas.SHAPES.values()).containsExactlyInAnyOrderElementsOf(shapesOfFiles());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldHaveEveryKeyAndNoOther(String name) {
    Map<String, Documented> keys = keys(name);
    Map<String, Documented> rows = rows(name);

    assertThat(rows.keySet())
        .as(() -> "Keys of %s; rows that are missing:%n%s".formatted(name, missing(keys, rows)))
        .containsExactlyInAnyOrderElementsOf(keys.keySet());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldSayWhatIsRequiredAndWhatDefaultsAre(String name) {
    Map<String, Documented> rows = rows(name);

    keys(name)
        .forEach((key, schema) -> {
          String fallback = rows.get(key) == null ? "" : rows.get(key).fallback();
          assertThat(fallback.equals("required"))
              .as(name + ": " + key + " is required")
              .isEqualTo(schema.fallback().equals("required"));
          assertThat(fallback)
              .as(name + ": default of " + key)
              .containsIgnoringCase(schema.fallback());
        });
  }

  static Stream<String> pages() {
    return FileSchemas.SHAPES.keySet().stream().sorted();
  }

  private static Map<String, Documented> keys(String name) {
    Map<String, Documented> keys = new LinkedHashMap<>();
    add("", SchemaWriter.write(name, requireNonNull(FileSchemas.SHAPES.get(name))), keys);
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

  /** Every constant of this package that is the shape of a whole file. */
  private static List<Shape<?>> shapesOfFiles() throws Exception {
    String packageName = AgentConfig.class.getPackageName();
    Path classes =
        Path.of(AgentConfig.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Shape<?>> shapes = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName()).replace(".class", "");
        if (!name.equals("package-info")) {
          addShapes(Class.forName(packageName + "." + name), shapes);
        }
      }
    }
    return shapes;
  }

  private static void addShapes(Class<?> type, List<Shape<?>> shapes)
      throws IllegalAccessException {
    for (Field field : type.getDeclaredFields()) {
      if (NAMES.contains(field.getName()) && field.getType() == Shape.class) {
        field.setAccessible(true);
        shapes.add((Shape<?>) field.get(null));
      }
    }
  }
}
