package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement into which rows of several kinds go at once. Its text names them: <code>{moved}
 * </code> stands for the parameters of the kind that is called so, as <code>unnest</code> takes
 * them, <code>{moved.names}</code> for its columns' names in the same order, and <code>{moved.id}
 * </code> for the parameter of one column. So no number or order is kept in step by hand.
 */
final class RowStatement {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?:\\.(\\w+))?}");
  private static final String NAMES = "names";

  private final List<Kind<?>> kinds;
  private final String sql;

  /** Rows of a statement that have the same columns. */
  record Kind<R>(String name, Columns<R> columns) {}

  /**
   * @throws IllegalArgumentException where the text names something else
   */
  RowStatement(String text, List<Kind<?>> kinds) {
    this.kinds = List.copyOf(kinds);
    this.sql = PLACE.matcher(text).replaceAll(quoted(this::resolve));
  }

  /** With numbered parameters. */
  String sql() {
    return sql;
  }

  /** None yet. */
  Rows rows() {
    return new Rows();
  }

  /** What goes into the statement, once; made by one thread. */
  final class Rows {
    private final Map<Kind<?>, List<?>> byKind = new HashMap<>();

    private Rows() {
      kinds.forEach(kind -> byKind.put(kind, new ArrayList<>()));
    }

    <R> void add(Kind<R> kind, R row) {
      list(kind).add(row);
    }

    /** In the order of their numbers. */
    List<Object> parameters() {
      List<Object> parameters = new ArrayList<>();
      kinds.forEach(kind -> parameters.addAll(arrays(kind)));
      return parameters;
    }

    private <R> List<Object> arrays(Kind<R> kind) {
      return kind.columns().arrays(list(kind));
    }

    @SuppressWarnings("unchecked") // A kind's list has its rows and no others.
    private <R> List<R> list(Kind<R> kind) {
      return (List<R>) requireNonNull(byKind.get(kind), () -> "no kind " + kind.name());
    }
  }

  private String resolve(MatchResult place) {
    int first = 1;
    for (Kind<?> kind : kinds) {
      if (kind.name().equals(place.group(1))) {
        return resolve(kind.columns(), first, place.group(2));
      }
      first += kind.columns().size();
    }
    throw new IllegalArgumentException("no rows for " + place.group());
  }

  private static String resolve(Columns<?> columns, int first, @Nullable String what) {
    if (what == null) {
      return columns.parameters(first);
    }
    return what.equals(NAMES) ? columns.names() : columns.parameter(first, what);
  }

  /** A dollar means something else to the matcher. */
  private static Function<MatchResult, String> quoted(Function<MatchResult, String> resolve) {
    return resolve.andThen(Matcher::quoteReplacement);
  }
}
