package io.openclaw.workspace.yaml;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A key that a map can do without. */
public record OptionalKey<T>(String name, Type<T> type, boolean nullable, String doc)
    implements AnyKey {
  public OptionalKey {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(doc, "doc is null");
  }

  public static <T> OptionalKey<T> of(String name, Type<T> type, String doc) {
    return new OptionalKey<>(name, type, false, doc);
  }

  /** For a key where an explicit {@code null} has a meaning of its own. */
  public static <T> OptionalKey<T> nullable(String name, Type<T> type, String doc) {
    return new OptionalKey<>(name, type, true, doc);
  }

  @Override
  public @Nullable Object fallback() {
    return null;
  }

  @Override
  public boolean required() {
    return false;
  }
}
