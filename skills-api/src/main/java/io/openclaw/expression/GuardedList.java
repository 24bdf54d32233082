package io.openclaw.expression;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A list whose size is known, and of whose elements some may not be read. */
final class GuardedList extends AbstractList<Object> implements RandomAccess {
  private final List<Object> elements;

  GuardedList(List<Object> elements) {
    this.elements = elements;
  }

  @Override
  public Object get(int index) {
    return CelValues.Stored.read(elements.get(index));
  }

  @Override
  public int size() {
    return elements.size();
  }
}
