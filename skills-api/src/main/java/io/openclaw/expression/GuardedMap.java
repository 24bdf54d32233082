package io.openclaw.expression;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map whose keys are known, and of whose values some may not be read. */
final class GuardedMap extends AbstractMap<String, Object> {
  private final Map<String, Object> members;

  GuardedMap(Map<String, Object> members) {
    this.members = members;
  }

  @Override
  public @Nullable Object get(Object key) {
    Object value = members.get(key);
    return value == null ? null : CelValues.Stored.read(value);
  }

  @Override
  public boolean containsKey(Object key) {
    return members.containsKey(key);
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public Set<String> keySet() {
    return Collections.unmodifiableSet(members.keySet());
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    members.values().forEach(CelValues.Stored::read);
    return Collections.unmodifiableMap(members).entrySet();
  }
}
