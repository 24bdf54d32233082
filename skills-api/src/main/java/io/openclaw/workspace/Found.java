package io.openclaw.workspace;

import java.util.List;

/**
 * What was read of one kind.
 *
 * @param complete false where a part could not be read, so that what is missing here may be there
 *     all the same
 */
record Found<T>(List<T> items, boolean complete) {
  Found {
    items = List.copyOf(items);
  }

  static <T> Found<T> nothing() {
    return new Found<>(List.of(), false);
  }
}
