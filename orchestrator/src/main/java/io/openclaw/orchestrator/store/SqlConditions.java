package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query that is put together as it is asked for, so that each has the plan that
 * suits it. Values are parameters, always.
 */
final class SqlConditions {
  private final StringBuilder sql = new StringBuilder();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /** A parameter of the query that is no condition. */
  SqlConditions with(String name, Object value) {
    parameters.put(name, value);
    return this;
  }

  SqlConditions and(String condition) {
    sql.append(" and ").append(condition);
    return this;
  }

  /** Nothing where there is no value. */
  SqlConditions and(String condition, String name, @Nullable Object value) {
    return value == null ? this : and(condition).with(name, value);
  }

  SqlConditions copy() {
    SqlConditions copy = new SqlConditions();
    copy.sql.append(sql);
    copy.parameters.putAll(parameters);
    return copy;
  }

  /** As a query has it behind its own first condition. */
  @Override
  public String toString() {
    return sql.toString();
  }

  /** The rows of a query for one column of JSON. */
  <T> Uni<List<T>> rows(String query, Class<T> type) {
    return Panache.getSession()
        .chain(session -> {
          var prepared = session.createNativeQuery(query, String.class);
          parameters.forEach(prepared::setParameter);
          return prepared.getResultList();
        })
        .map(rows -> rows.stream().map(row -> StoreJson.read(row, type)).toList());
  }
}
