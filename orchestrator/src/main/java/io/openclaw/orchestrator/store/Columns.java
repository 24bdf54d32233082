package io.openclaw.orchestrator.store;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows on their way into a statement: each with its name, its type, and where its
 * value comes from, in one place. They go as an array for each column, as {@code unnest} takes
 * them: much cheaper than a statement for each row, or JSON.
 *
 * @param <R> a row
 */
final class Columns<R> {
  private final List<Column<R, ?>> columns;

  private record Column<R, V>(String name, ColumnType<V> type, Function<R, @Nullable V> value) {
    Object array(List<R> rows) {
      @Nullable V[] array = type.array().apply(rows.size());
      for (int i = 0; i < array.length; i++) {
        array[i] = value.apply(rows.get(i));
      }
      return array;
    }
  }

  private Columns(List<Column<R, ?>> columns) {
    this.columns = List.copyOf(columns);
  }

  /** None yet. */
  static <R> Columns<R> none() {
    return new Columns<>(List.of());
  }

  /** These and one more. */
  <V> Columns<R> with(String name, ColumnType<V> type, Function<R, @Nullable V> value) {
    List<Column<R, ?>> more = new ArrayList<>(columns);
    more.add(new Column<>(name, type, value));
    return new Columns<>(more);
  }

  int size() {
    return columns.size();
  }

  /** {@code id, name}. */
  String names() {
    return columns.stream().map(Column::name).collect(joining(", "));
  }

  /**
   * {@code $3::uuid[], $4::text[]}.
   *
   * @param first number of the first parameter
   */
  String parameters(int first) {
    List<String> parameters = new ArrayList<>();
    for (Column<R, ?> column : columns) {
      parameters.add("$%d::%s[]".formatted(first + parameters.size(), column.type().sql()));
    }
    return String.join(", ", parameters);
  }

  /**
   * One of them.
   *
   * @param first as above
   */
  String parameter(int first, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return "$" + (first + i);
      }
    }
    throw new IllegalArgumentException("no column " + name + " among " + names());
  }

  /** The values of the parameters. */
  List<Object> arrays(List<R> rows) {
    List<Object> arrays = new ArrayList<>(columns.size());
    for (Column<R, ?> column : columns) {
      arrays.add(column.array(rows));
    }
    return arrays;
  }
}
