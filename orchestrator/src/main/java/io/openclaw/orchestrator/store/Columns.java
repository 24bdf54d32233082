package io.openclaw.orchestrator.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into a statement: an array for each column, as {@code unnest} takes them. Much
 * cheaper than a statement for each row, or JSON.
 */
final class Columns {
  private final List<List<@Nullable Object>> columns = new ArrayList<>();
  private final Class<?>[] types;

  /**
   * @param types of the columns: String, Long, Integer, Boolean, UUID or OffsetDateTime
   */
  Columns(Class<?>... types) {
    this.types = types.clone();
    for (int i = 0; i < types.length; i++) {
      columns.add(new ArrayList<>());
    }
  }

  void add(@Nullable Object... row) {
    if (row.length != types.length) {
      throw new IllegalArgumentException("a row of " + row.length + " values");
    }
    for (int i = 0; i < row.length; i++) {
      columns.get(i).add(row[i]);
    }
  }

  /** An array for each column, in order. */
  List<Object> arrays() {
    List<Object> arrays = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      arrays.add(array(types[i], columns.get(i)));
    }
    return arrays;
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Object array(Class<?> type, List<@Nullable Object> values) {
    // Without reflection, for the native executable.
    if (type == String.class) {
      return values.toArray(String[]::new);
    } else if (type == Long.class) {
      return values.toArray(Long[]::new);
    } else if (type == Integer.class) {
      return values.toArray(Integer[]::new);
    } else if (type == Boolean.class) {
      return values.toArray(Boolean[]::new);
    } else if (type == UUID.class) {
      return values.toArray(UUID[]::new);
    } else if (type == OffsetDateTime.class) {
      return values.toArray(OffsetDateTime[]::new);
    }
    throw new IllegalArgumentException("no column of type " + type);
  }
}
