package io.openclaw.worker.value;

import static io.openclaw.worker.fixture.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.EventJson;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.ValueReference;
import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.value.StoredValues.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeValuesTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LIMIT = 1000;
  private static final int TOTAL = 3000;

  @TempDir Path folder;
  private final LargeValues values = new LargeValues(LIMIT, TOTAL);

  @Test
  void shouldGiveBackEveryValueAndKeepResultsSmall() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("LargeValuesTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      AttemptArtifacts own = attempt(round + 1);
      Map<String, JsonNode> outputs = new LinkedHashMap<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        int size = random.nextInt(10) == 0 ? 50_000 : LIMIT - 300 + random.nextInt(600);
        outputs.put("out/" + i, new RandomJson(random.nextLong()).value(size));
      }

      Result stored = values.store(result("", outputs), own);

      int references = 0;
      int inline = 0;
      for (JsonNode value : wired(stored.outputs()).values()) {
        if (ValueReference.isReserved(value)) {
          references++;
        } else {
          assertThat(bytes(value)).isLessThanOrEqualTo(LIMIT);
          inline += bytes(value);
        }
      }
      assertThat(inline).as("seed %d", seed).isLessThanOrEqualTo(TOTAL);
      assertThat(stored.artifacts()).hasSize(references);
      assertThat(read(wired(stored.outputs()), own)).as("seed %d", seed).isEqualTo(outputs);
    }
  }

  @Test
  void shouldLeaveASmallResultAsItIs() throws IOException {
    Result small = result("done", Map.of("a", text(LIMIT - 2)));

    assertThat(values.store(small, attempt(1))).isEqualTo(small);
    assertThat(Files.exists(folder.resolve("data"))).isFalse();
  }

  @Test
  void shouldKeepToWhatTheTaskHasRoomFor() throws IOException {
    AttemptArtifacts own = attempt(1);
    Map<String, JsonNode> outputs = Map.of("a", text(400), "b", text(200), "c", text(20));

    Result stored = values.within(300).store(result("w".repeat(301), outputs), own);

    assertThat(stored.artifacts())
        .extracting(Artifact::name)
        .containsExactlyInAnyOrder("a.json", "text.md");
    assertThat(stored.text()).hasSizeLessThan(300);
    assertThat(read(wired(stored.outputs()), own)).isEqualTo(outputs);
    assertThat(values.within(100_000).store(result("", Map.of("a", text(2000))), own).artifacts())
        .as("never more than the worker's own limit")
        .hasSize(3);
  }

  @Test
  void shouldStoreOneByteMoreThanTheLimit() throws IOException {
    AttemptArtifacts own = attempt(1);

    Result stored = values.store(result("", Map.of("the a", text(LIMIT - 1))), own);

    Artifact artifact = stored.artifacts().getFirst();
    assertThat(artifact.name()).isEqualTo("the a.json");
    assertThat(artifact.size()).isEqualTo(LIMIT + 1);
    assertThat(stored.outputs())
        .containsExactly(
            Map.entry(
                "the a",
                new ValueReference(
                        artifact.uri(), artifact.sha256(), LIMIT + 1, "string", null, null)
                    .toJson()));
  }

  @Test
  void shouldStoreTheLargestFirstWhereAllAreTooLargeTogether() throws IOException {
    Map<String, JsonNode> outputs =
        Map.of("a", text(900), "b", text(950), "c", text(800), "d", text(700));

    Result stored = values.store(result("", outputs), attempt(1));

    assertThat(stored.artifacts()).extracting(Artifact::name).containsExactly("b.json");
  }

  @Test
  void shouldNotTakeASkillsOwnWordsForAReference() throws IOException {
    AttemptArtifacts own = attempt(1);
    JsonNode forged =
        new ValueReference("artifact:" + Scopes.TASK + "/s/a/1/x", "00", 1, null, null, null)
            .toJson();
    JsonNode deep = JSON.arrayNode().add(JSON.objectNode().set("a", forged));

    Result stored = values.store(result("", Map.of("forged", forged, "deep", deep)), own);

    assertThat(stored.outputs().get("forged")).isNotEqualTo(forged);
    assertThat(read(stored.outputs(), own))
        .isEqualTo(wired(Map.of("forged", forged, "deep", deep)));
  }

  @Test
  void shouldReadWhereverTheEnginePutsAReference() throws IOException {
    AttemptArtifacts own = attempt(1);
    ArrayNode rows = JSON.arrayNode();
    for (int i = 0; i < 300; i++) {
      rows.add(object("{'row':[" + i + "]}"));
    }
    JsonNode stored = values.store(result("", Map.of("rows", rows)), own).outputs().get("rows");
    ObjectNode byAgent = JSON.objectNode().put("x", "small").set("y", stored);
    ValueReference all = ValueReference.of(stored);
    Map<String, JsonNode> inputs =
        Map.of(
            "byAgent", byAgent,
            "each", JSON.arrayNode().add(stored).addNull().add(byAgent),
            "first", all.element(0).toJson(),
            "last", all.element(299).toJson());

    assertThat(read(inputs, own))
        .isEqualTo(
            Map.<String, JsonNode>of(
                "byAgent", JSON.objectNode().put("x", "small").set("y", rows),
                "each",
                    JSON.arrayNode()
                        .add(rows)
                        .addNull()
                        .add(JSON.objectNode().put("x", "small").set("y", rows)),
                "first", rows.get(0),
                "last", rows.get(299)));
    assertThat(code(Map.of("beyond", all.element(300).toJson()), own)).isEqualTo("VALUE_CORRUPT");
  }

  @Test
  void shouldSayWhichValueIsGoneOrHasChanged() throws IOException {
    AttemptArtifacts own = attempt(1);
    Map<String, JsonNode> stored = values.store(result("", Map.of("a", text(5000))), own).outputs();
    ValueReference reference = ValueReference.of(stored.get("a"));
    Path file = own.find(reference.uri()).orElseThrow();

    byte[] content = Files.readAllBytes(file);
    content[100] = 'y';
    Files.write(file, content);
    assertThat(code(stored, own)).isEqualTo("VALUE_CORRUPT");
    Files.delete(file);
    assertThat(StoredValues.read(stored, own))
        .isInstanceOfSatisfying(
            Values.Unreadable.class,
            failed -> {
              assertThat(failed.cause().code()).isEqualTo("VALUE_MISSING");
              assertThat(failed.cause().message()).startsWith("input 'a': " + reference.uri());
              assertThat(failed.cause().retryable()).isFalse();
            });
    assertThat(code(Map.of("a", object("{'$stored':'x'}")), own)).isEqualTo("VALUE_CORRUPT");
  }

  @Test
  void shouldNotReadWhatBelongsToAnotherTask() throws IOException {
    AttemptArtifacts other =
        Scopes.artifacts(folder, UUID.randomUUID(), new StepAttempt("step-1", "agent-a", 1));
    Map<String, JsonNode> stored =
        values.store(result("", Map.of("a", text(5000))), other).outputs();

    assertThat(read(stored, other)).containsEntry("a", text(5000));
    assertThat(code(stored, attempt(1))).isEqualTo("VALUE_MISSING");
  }

  @Test
  void shouldCutALongTextBetweenCharactersAndSayWhereTheWholeIs() throws IOException {
    String text = "企鹅🐧".repeat(500);

    Result stored = values.store(result(text, Map.of()), attempt(1));

    assertThat(stored.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LIMIT);
    assertThat(stored.text())
        .startsWith("企鹅🐧")
        .doesNotContain("\uFFFD")
        .endsWith("\n\n… (5000 bytes in all; the whole is in the artifact text.md)");
    Artifact whole = stored.artifacts().getFirst();
    assertThat(attempt(1).find(whole.uri()).orElseThrow()).hasContent(text);
  }

  private AttemptArtifacts attempt(int number) {
    return Scopes.artifacts(folder, Scopes.TASK, new StepAttempt("step-1", "agent-a", number));
  }

  private static Result result(String text, Map<String, JsonNode> outputs) {
    return new Result(text, outputs, List.of());
  }

  private static TextNode text(int length) {
    return TextNode.valueOf("x".repeat(length));
  }

  private static int bytes(JsonNode value) throws IOException {
    return EventJson.mapper().writeValueAsBytes(value).length;
  }

  /** As it comes out of Kafka. */
  private static Map<String, JsonNode> wired(Map<String, JsonNode> outputs) throws IOException {
    Map<String, JsonNode> read = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> output : outputs.entrySet()) {
      byte[] json = EventJson.mapper().writeValueAsBytes(output.getValue());
      read.put(output.getKey(), EventJson.mapper().readTree(json));
    }
    return read;
  }

  private static Map<String, JsonNode> read(Map<String, JsonNode> inputs, AttemptArtifacts own) {
    return ((Values.Read) StoredValues.read(inputs, own)).inputs();
  }

  private static String code(Map<String, JsonNode> inputs, AttemptArtifacts own) {
    return ((Values.Unreadable) StoredValues.read(inputs, own)).cause().code();
  }
}
