package io.openclaw.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> STEPS = Map.of("build", "COMPLETED", "检查", "SKIPPED");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // A score is the same number as 4 and as 4.0.
        "score > 3                           | {\"score\": 3.5}",
        "score > 3                           | {\"score\": 4}",
        "score > 0.8                         | {\"score\": 1}",
        "score == 3                          | {\"score\": 3.0}",
        "score == 3.0                        | {\"score\": 3}",
        "score >= 1e3                        | {\"score\": 1000}",
        "score > 9223372036854775807         | {\"score\": 1e30}",
        "score in [1, 2]                     | {\"score\": 2.0}",
        "double(score) * 2.0 > 4.9           | {\"score\": 2.5}",
        "species == '企鹅'                    | {\"species\": \"企鹅\"}",
        "species.contains('鹅')               | {\"species\": \"企鹅\"}",
        "size(species) == 2                  | {\"species\": \"企鹅\"}",
        "has(values.x)                       | {\"x\": null}",
        "!has(values.x)                      | {}",
        "has(values.x) ? values.x > 3 : true  | {}",
        "values['x-y'] == 1                  | {\"x-y\": 1}",
        "values['得分'] == 1                  | {\"得分\": 1}",
        "x == null                           | {\"x\": null}",
        "a.b[0].c == true                    | {\"a\": {\"b\": [{\"c\": true}]}}",
        "steps['build'] == 'COMPLETED'       | {}",
        "steps.build != 'FAILED'             | {}",
        "steps['检查'] == 'SKIPPED'           | {}",
        "!('later' in steps)                 | {}",
        "tags.exists(tag, tag == 'a')        | {\"tags\": [\"b\", \"a\"]}",
        "tags.all(tag, size(tag) == 1)       | {\"tags\": [\"b\", \"a\"]}",
        // Names of CEL's own functions and types are names like any other.
        "size > 3 && type == 'a' && int == 1 | {\"size\": 4, \"type\": \"a\", \"int\": 1}",
        "values['in'] == 1                   | {\"in\": 1, \"true\": 2}",
      })
  void shouldBeTrue(String text, String values) throws ExpressionException {
    assertThat(test(text, values)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "score > 3    | {\"score\": 3}",
        "score > 3    | {\"score\": 2.9}",
        "has(steps.x) | {}",
        "size(x) > 0  | {\"x\": []}",
      })
  void shouldBeFalse(String text, String values) throws ExpressionException {
    assertThat(test(text, values)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "score > | mismatched input '<EOF>', at character 8",
        "score = 3 | token recognition error at: '= ', at character 7",
        "1 + 1 | expected type 'bool' but found 'int', at character 3",
        "'yes' | expected type 'bool' but found 'string', at character 1",
        "loop == 1 | reserved identifier: loop, at character 1",
        "now() > 3 | undeclared reference to 'now', at character 4",
      })
  void shouldRefuseWhatMakesNoSense(String text, String message) {
    assertThat(refused(text)).hasMessage(message);
  }

  @Test
  void shouldNameWhatIsNotDeclared() {
    ExpressionException refused = refused("score > 3 &&\n scroe > 3");

    assertThat(refused).hasMessage("undeclared reference to 'scroe', at line 2, character 2");
    assertThat(refused.unknownName()).isEqualTo("scroe");
    assertThat(refused("score >").unknownName()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "steps['build'] == 'COMPLETED'                | build at character 1",
        "score > 3 && steps.build != 'FAILED'         | build at character 14",
        "has(steps.build)                             | build at character 5",
        "!('检查' in steps)                            | 检查 at character 11",
        "steps['a'] == steps['b'] && 'a' in steps     | a at character 1, b at character 15, a at character 36",
        "['a', 'b'].all(one, steps.c == steps[one])   | c at character 21",
        // Neither what is worked out, nor what only looks like the steps.
        "steps['a' + 'b'] == 'FAILED'                 | none",
        "size(steps) == 2 && values.steps.a == 1      | none",
        "[{'a': true}].exists(steps, steps.a)         | none",
        "values['steps'] == 'steps.a' && 'steps' == score | none",
      })
  void shouldNameTheStepsThatItAsksFor(String text, String expected) throws ExpressionException {
    assertThat(Expression.compile(text, List.of("score")).steps())
        .extracting(step -> step.id() + " at " + step.place())
        .containsExactly(expected == null ? new String[0] : expected.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "values.x > 3 | {} | key 'x' is not present in map.",
        "values['x'] > 3 | {} | there is no 'x'",
        "steps['later'] == 'COMPLETED' | {} | there is no 'later'",
        "score | {\"score\": 3} | it comes to neither true nor false",
        "score | {\"score\": \"true\"} | it comes to neither true nor false",
        "score | {\"score\": null} | it comes to neither true nor false",
        "score / 0 == 1 | {\"score\": 3} | / by zero",
      })
  void shouldSayWhyItCannotBeDecided(String text, String values, String message) {
    assertThat(catchThrowableOfType(ExpressionException.class, () -> test(text, values)))
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "score > 'a'",
        "score + 0.5 > 1",
        "score.x == 1",
        "'a'.matches('(')",
        "list.map(a, list.map(b, list.map(c, list.map(d, true)))).size() > 0"
      })
  void shouldNotFailOtherwise(String text) {
    String list = "[0" + ",0".repeat(99) + "]";

    assertThat(
            catchThrowableOfType(
                ExpressionException.class,
                () -> test(text, "{\"score\": 1, \"list\": %s}".formatted(list))))
        .isNotNull();
  }

  @Test
  void shouldRefuseWhatNobodyHasWrittenByHand() {
    for (String text :
        List.of(
            "(".repeat(5000) + "true" + ")".repeat(5000), "[".repeat(3000), "a".repeat(200_000))) {
      assertThat(refused(text)).isNotNull();
    }
  }

  /** What else a request brings is its sender's choice, and must cost nothing. */
  @Test
  void shouldBeReadOnceWhateverOtherNamesThereAre() throws ExpressionException {
    String text = "score > 3 && !has(values.draft) && 'word' != 'x'";
    Expression first = Expression.compile(text, List.of("score"));

    for (int request = 0; request < 2000; request++) {
      Set<String> names =
          Set.of("score", "other" + request, "sco", "score" + request, "x-" + request);
      assertThat(Expression.compile(text, names)).as("request %d", request).isSameAs(first);
    }
  }

  @Test
  void shouldKnowTheNamesOfThisTimeOnly() throws ExpressionException {
    String text = "score > 3 && limit > 1";
    Expression both = Expression.compile(text, List.of("score", "limit", "other"));

    assertThat(
            catchThrowableOfType(
                    ExpressionException.class,
                    () -> Expression.compile(text, List.of("score", "other")))
                .unknownName())
        .isEqualTo("limit");
    assertThat(Expression.compile(text, List.of("limit", "score"))).isSameAs(both);
  }

  private static boolean test(String text, String values) throws ExpressionException {
    Map<String, JsonNode> known = new LinkedHashMap<>();
    json(values).properties().forEach(value -> known.put(value.getKey(), value.getValue()));
    return Expression.compile(text, known.keySet()).test(known, STEPS);
  }

  private static ExpressionException refused(String text) {
    return catchThrowableOfType(
        ExpressionException.class, () -> Expression.compile(text, List.of("score")));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
