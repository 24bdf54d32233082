package io.openclaw.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.orchestrator.store.RowStatement.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowStatementTest {
  private record Pair(String name, @Nullable Long number) {}

  private static final Kind<String> GONE =
      new Kind<>("gone", Columns.<String>none().with("id", ColumnType.TEXT, id -> id));
  private static final Kind<Pair> PAIRS =
      new Kind<>(
          "pairs",
          Columns.<Pair>none()
              .with("name", ColumnType.TEXT, Pair::name)
              .with("number", ColumnType.BIGINT, Pair::number));

  @Test
  void shouldNumberTheParametersOfAllKinds() {
    RowStatement statement =
        new RowStatement(
            "select {pairs.names} from unnest({pairs}) as r({pairs.names})"
                + " where id <> all({gone.id}) and n = any({pairs.number})",
            List.of(GONE, PAIRS));

    assertThat(statement.sql())
        .isEqualTo(
            "select name, number from unnest($2::text[], $3::bigint[]) as r(name, number)"
                + " where id <> all($1) and n = any($3)");
  }

  @Test
  void shouldGiveAnArrayForEachColumnInTheOrderOfTheNumbers() {
    RowStatement.Rows rows = new RowStatement("", List.of(GONE, PAIRS)).rows();
    rows.add(PAIRS, new Pair("a", 1L));
    rows.add(GONE, "x");
    rows.add(PAIRS, new Pair("b", null));

    assertThat(rows.parameters())
        .containsExactly(new String[] {"x"}, new String[] {"a", "b"}, new Long[] {1L, null});
  }

  @Test
  void shouldGiveEmptyArraysForKindsWithoutRows() {
    assertThat(new RowStatement("", List.of(GONE, PAIRS)).rows().parameters())
        .containsExactly(new String[0], new String[0], new Long[0]);
  }

  @Test
  void shouldRefuseATextThatNamesSomethingElse() {
    assertThatThrownBy(() -> new RowStatement("unnest({others})", List.of(GONE)))
        .hasMessageContaining("{others}");
    assertThatThrownBy(() -> new RowStatement("any({gone.name})", List.of(GONE)))
        .hasMessageContaining("no column name");
  }

  @Test
  void shouldTakeNoRowsOfAnotherStatement() {
    RowStatement.Rows rows = new RowStatement("", List.of(GONE)).rows();

    assertThatThrownBy(() -> rows.add(PAIRS, new Pair("a", 1L))).hasMessageContaining("pairs");
  }
}
