package io.openclaw.workspace.yaml;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A key that always has a value: because it must be there, or because leaving it out has a meaning.
 *
 * @param fallback null where the key must be there
 */
public record Key<T>(String name, Type<T> type, @Nullable T fallback, String doc)
    implements AnyKey {
  public Key {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(doc, "doc is null");
  }

  public static <T> Key<T> required(String name, Type<T> type, String doc) {
    return new Key<>(name, type, null, doc);
  }

  public static <T> Key<T> withDefault(String name, Type<T> type, T fallback, String doc) {
    return new Key<>(name, type, fallback, doc);
  }

  @Override
  public boolean required() {
    return fallback == null;
  }

  @Override
  public boolean nullable() {
    return false;
  }
}
