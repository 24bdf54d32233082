package io.openclaw.it;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What clients came up against, counted; thread-safe. */
final class Troubles {
  private final ConcurrentSkipListMap<String, Integer> counts = new ConcurrentSkipListMap<>();

  void met(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  void met(String doing, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    met(doing + ": " + root.getClass().getSimpleName() + " " + root.getMessage());
  }

  Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }
}
