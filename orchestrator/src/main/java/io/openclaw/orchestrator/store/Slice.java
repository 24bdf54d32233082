package io.openclaw.orchestrator.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param <T> what is in the list
 * @param <P> a place in it
 * @param next behind which place the list goes on; null where it ends
 */
public record Slice<T, P>(List<T> items, @Nullable P next) {
  public Slice {
    items = List.copyOf(items);
  }

  /**
   * @param rows one more than the limit, where there are so many
   */
  static <T, P> Slice<T, P> of(List<T> rows, int limit, Function<T, P> place) {
    return rows.size() <= limit
        ? new Slice<>(rows, null)
        : new Slice<>(rows.subList(0, limit), place.apply(rows.get(limit - 1)));
  }
}
