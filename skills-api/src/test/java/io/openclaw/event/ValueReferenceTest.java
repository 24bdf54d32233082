package io.openclaw.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Artifact ARTIFACT =
      new Artifact("rows.json", "artifact:t/s/a/1/rows.json", "application/json", 70_000, "ab12");

  @Test
  void shouldHaveThisForm() throws JsonProcessingException {
    ValueReference rows = ValueReference.to(ARTIFACT, json("[1, 2, 3]"));

    assertThat(json(rows.toJson().toString()))
        .isEqualTo(
            json(
                """
                {"$stored": {"uri": "artifact:t/s/a/1/rows.json", "sha256": "ab12",
                 "bytes": 70000, "type": "array", "length": 3}}\
                """));
    assertThat(json(rows.element(2).toJson().toString()))
        .isEqualTo(
            json(
                """
                {"$stored": {"uri": "artifact:t/s/a/1/rows.json", "sha256": "ab12",
                 "bytes": 70000, "element": 2}}\
                """));
    assertThat(ValueReference.to(ARTIFACT, json("{\"a\": 1}")).type()).isEqualTo("object");
    assertThat(ValueReference.to(ARTIFACT, json("\"a\"")).length()).isNull();
  }

  @Test
  void shouldBeReadAsItWasWritten() throws JsonProcessingException {
    ValueReference rows = ValueReference.to(ARTIFACT, json("[1]"));

    assertThat(ValueReference.of(json(rows.toJson().toString()))).isEqualTo(rows);
    assertThat(ValueReference.of(json(rows.element(0).toJson().toString())))
        .isEqualTo(rows.element(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "[]",
        "{}",
        "{\"$ref\": \"#/components/x\"}",
        "{\"$stored\": null}",
        "{\"$stored\": \"artifact:x\"}",
        "{\"$stored\": {\"uri\": \"u\", \"sha256\": \"s\"}}",
        "{\"$stored\": {\"uri\": \"u\", \"sha256\": \"s\", \"bytes\": -1}}",
        "{\"$stored\": {\"uri\": \"u\", \"sha256\": \"s\", \"bytes\": 1.5}}",
        "{\"$stored\": {\"uri\": \"u\", \"sha256\": \"s\", \"bytes\": 1}, \"more\": 1}",
      })
  void shouldNotBeSeenInAnythingElse(String text) throws JsonProcessingException {
    assertThat(ValueReference.of(json(text))).isNull();
  }

  @Test
  void shouldSayWhereItsNameIsUsed() throws JsonProcessingException {
    assertThat(ValueReference.occursIn(json("{\"a\": [1, {\"b\": {\"$stored\": 1}}]}"))).isTrue();
    assertThat(ValueReference.isReserved(json("{\"$stored\": 1, \"b\": 2}"))).isTrue();
    assertThat(ValueReference.occursIn(json("{\"a\": [1, {\"stored\": \"$stored\"}]}"))).isFalse();
  }

  @Test
  void shouldCountElementsFromZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueReference("u", "s", 1, null, null, -1))
        .withMessage("element is negative: -1");
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }
}
