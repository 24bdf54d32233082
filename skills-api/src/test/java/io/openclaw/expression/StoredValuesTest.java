package io.openclaw.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.ValueReference;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a condition can say of values that it cannot read. */
class StoredValuesTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode DRAFT =
      new ValueReference("artifact:t/s/a/1/draft.json", "00", 5_000_000, "object", null, null)
          .toJson();
  private static final JsonNode ROWS =
      new ValueReference("artifact:t/s/a/1/rows.json", "00", 70_000, "array", 3, null).toJson();
  private static final Map<String, JsonNode> VALUES =
      Map.of(
          "draft",
          DRAFT,
          "rows",
          ROWS,
          "x-y",
          DRAFT,
          "byAgent",
          JSON.objectNode().put("a", 1).set("b", DRAFT),
          "parts",
          JSON.arrayNode().add(1).add(DRAFT),
          "name",
          TextNode.valueOf("small"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name == 'small'",
        "size(rows) == 3",
        "rows.size() > 2",
        "has(values.draft)",
        "!has(values.other)",
        "size(byAgent) == 2",
        "byAgent.a == 1",
        "has(byAgent.b)",
        "size(parts) == 2",
        "parts[0] == 1",
        "draft.title == 'x' || name == 'small'",
        "name == 'small' || draft.title == 'x'",
        "!(draft.ok && name == 'large')",
        "steps.build == 'COMPLETED'",
      })
  void shouldDecideWithoutThem(String text) throws ExpressionException {
    assertThat(test(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "draft.title == 'x'",
        "has(draft.title)",
        "draft == 'x'",
        "draft != 'x'",
        "draft == {'$stored': 1}",
        "draft != null",
        "size(draft) > 1",
        "'title' in draft",
        "type(draft) == map",
        "string(draft) == 'x'",
        "values.draft.title == 'x'",
        "values['x-y'] == 1",
        "rows[0] == 1",
        "rows == [1, 2, 3]",
        "1 in rows",
        "rows.exists(row, row == 1)",
        "rows.all(row, row.ok)",
        "rows.filter(row, row > 1) == []",
        "rows + [1] == [1]",
        "byAgent.b == 1",
        "byAgent == {'a': 1, 'b': 2}",
        "byAgent.exists(agent, byAgent[agent] == 2)",
        "parts[1] == 1",
        "parts == [1, 2]",
        "2 in parts",
        "parts.exists(part, part == 2)",
        "rows != []",
        "'b' in byAgent",
        "[draft] == [1]",
        "draft.title == 'x' || name == 'large'",
      })
  void shouldNameWhatItCannotRead(String text) {
    ExpressionException refusal = catchThrowableOfType(ExpressionException.class, () -> test(text));

    assertThat(refusal).as(text).isNotNull();
    assertThat(refusal)
        .hasMessageMatching(
            "'(draft|x-y|rows|byAgent\\.b|parts\\[1])' is stored apart for its size \\(\\d+ bytes\\),"
                + " and a condition cannot look into it: .*small output.*");
  }

  private static boolean test(String text) throws ExpressionException {
    return Expression.compile(text, VALUES.keySet()).test(VALUES, Map.of("build", "COMPLETED"));
  }
}
