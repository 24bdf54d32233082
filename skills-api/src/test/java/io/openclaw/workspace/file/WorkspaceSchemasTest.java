package io.openclaw.workspace.file;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.openclaw.workspace.file.WorkspaceSchemas.FileSchema;
import io.openclaw.workspace.yaml.JsonOfYaml;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas that are checked in: current, and right about the files that they are for. */
class WorkspaceSchemasTest {
  private static final Path WORKSPACE = Path.of("..", "workspace");
  private static final Path FOLDER = WORKSPACE.resolve("docs/schemas");

  /** Writes the schemas in place of checking them. */
  private static final boolean WRITE = Boolean.getBoolean("openclaw.schemas.write");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(Dialects.getDraft202012());

  static List<FileSchema> schemas() {
    return WorkspaceSchemas.all();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void shouldBeCurrent(FileSchema schema) throws IOException {
    Path file = FOLDER.resolve(schema.name());
    if (WRITE) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, schema.text());
    }

    assertThat(file)
        .as("write it anew: ./mvnw -pl skills-api test -Dopenclaw.schemas.write=true")
        .exists()
        .content()
        .isEqualTo(schema.text());
  }

  @Test
  void shouldBeTheOnlyOnes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(schemas().stream().map(FileSchema::name).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void shouldAcceptTheFilesOfTheShippedWorkspace(FileSchema schema) throws IOException {
    Map<Path, JsonNode> files = filesOf(schema);

    // Whoever ships a workspace decides whether its skills are pinned.
    assertThat(files.isEmpty())
        .isEqualTo(schema.files().equals(LockEntry.FILE_NAME) && !isLocked());
    assertThat(files)
        .allSatisfy(
            (file, json) -> assertThat(compiled(schema).validate(json)).as("%s", file).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "load-balancer.schema.json | load_balancer: {strategi: round_robin}",
        "load-balancer.schema.json | load_balancer: {strategy: random}",
        "load-balancer.schema.json | load_balancer: {max_concurrent_steps: 0}",
        "load-balancer.schema.json | load_balancer: {agents: [{strategy: round_robin}]}",
        "schedules.schema.json | schedules: [{name: a, requests: a}]",
        "schedules.schema.json | schedules: [{name: a, request: a, every: often}]",
        "schedules.schema.json | schedules: [{name: a, request: a, every: 1h, missed: never}]",
        "schedules.schema.json | schedules: [{name: a b, request: a, every: 1h}]",
        "routing-rules.schema.json | routing_rules: [{name: a, pattern: a, priority: high, agents: null}]",
        "agent-registry.schema.json | agents: [{id: a, name: A, slo: {throughput: many}}]",
        "skills-lock.schema.json | skills: [{id: a, version: 1.0.0}]",
        "skills-lock.schema.json | skills: [{id: a, version: 1.0.0, sha256: latest}]",
        "workflow.schema.json | workflow: a",
        "workflow.schema.json | {workflow: a, steps: [{id: a.b}]}",
        "workflow.schema.json | {workflow: a, steps: [{join: most}]}",
        "workflow.schema.json | {workflow: a, steps: [{for_each: [a]}]}",
        "workflow.schema.json | {workflow: a, steps: [{for_each: {as: a}}]}",
        "workflow.schema.json | {workflow: a, steps: [{approval: maybe}]}",
        "workflow.schema.json | {workflow: a, steps: [{approval: {expire: 1h}}]}",
        "workflow.schema.json | {workflow: a, steps: [{on_failure: retry}]}",
        "workflow.schema.json | {workflow: a, steps: [{on_failure: {compensates: a}}]}",
      })
  void shouldRefuseWhatTheLoaderRefuses(String name, String yaml) {
    FileSchema schema =
        schemas().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();

    assertThat(compiled(schema).validate(JsonOfYaml.read(yaml))).isNotEmpty();
  }

  private static boolean isLocked() {
    return Files.exists(WORKSPACE.resolve(LockEntry.FILE_NAME));
  }

  private static Schema compiled(FileSchema schema) {
    return REGISTRY.getSchema(schema.schema());
  }

  private static Map<Path, JsonNode> filesOf(FileSchema schema) throws IOException {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + schema.files());
    try (Stream<Path> files = Files.walk(WORKSPACE)) {
      return files
          .filter(file -> matcher.matches(WORKSPACE.relativize(file)))
          .collect(toMap(file -> file, WorkspaceSchemasTest::json));
    }
  }

  private static JsonNode json(Path file) {
    try {
      String text = Files.readString(file);
      String yaml = text.startsWith("---") ? text.substring(3, text.indexOf("\n---", 3)) : text;
      return requireNonNull(JsonOfYaml.read(yaml), file.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
