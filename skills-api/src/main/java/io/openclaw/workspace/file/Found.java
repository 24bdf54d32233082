package io.openclaw.workspace.file;

import java.util.List;
import java.util.function.Predicate;

/**
 * What was read of one kind.
 *
 * @param complete false where a part could not be read, so that what is missing here may be there
 *     all the same
 */
public record Found<T>(List<T> items, boolean complete) {
  public Found {
    items = List.copyOf(items);
  }

  Found<T> without(Predicate<T> unwanted) {
    return new Found<>(items.stream().filter(unwanted.negate()).toList(), complete);
  }

  static <T> Found<T> nothing() {
    return new Found<>(List.of(), false);
  }
}
