package io.openclaw.gateway.task;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a body. It is put into words only where somebody has to be told of it: a
 * body may have a hundred thousand values, each below names of any length.
 */
final class Place {
  /** In characters; enough to find it. */
  private static final int LONGEST_NAME = 100;

  private final @Nullable Place around;
  private final @Nullable String name;
  private final int index;

  private Place(@Nullable Place around, @Nullable String name, int index) {
    this.around = around;
    this.name = name;
    this.index = index;
  }

  static Place of(String field) {
    return new Place(null, field, 0);
  }

  Place member(String member) {
    return new Place(this, member, 0);
  }

  Place element(int element) {
    return new Place(this, null, element);
  }

  /** {@code inputs.items[3].name}. */
  @Override
  public String toString() {
    Deque<Place> way = new ArrayDeque<>();
    for (Place place = this; place != null; place = place.around) {
      way.push(place);
    }
    StringBuilder words = new StringBuilder();
    way.forEach(place -> place.append(words));
    return words.toString();
  }

  private void append(StringBuilder words) {
    if (name == null) {
      words.append('[').append(index).append(']');
      return;
    }
    if (!words.isEmpty()) {
      words.append('.');
    }
    words.append(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…");
  }
}
