package io.openclaw.orchestrator.store;

import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * A type of PostgreSQL's, and Java's for it.
 *
 * @param sql its name
 * @param array makes one for so many values, without reflection, for the native executable
 */
record ColumnType<V>(String sql, IntFunction<V[]> array) {
  static final ColumnType<String> TEXT = new ColumnType<>("text", String[]::new);
  static final ColumnType<Long> BIGINT = new ColumnType<>("bigint", Long[]::new);
  static final ColumnType<Integer> INT = new ColumnType<>("int", Integer[]::new);
  static final ColumnType<Boolean> BOOLEAN = new ColumnType<>("boolean", Boolean[]::new);
  static final ColumnType<UUID> UUID = new ColumnType<>("uuid", UUID[]::new);
  static final ColumnType<OffsetDateTime> TIME =
      new ColumnType<>("timestamptz", OffsetDateTime[]::new);
}
