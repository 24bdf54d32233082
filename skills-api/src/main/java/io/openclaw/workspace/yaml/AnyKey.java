package io.openclaw.workspace.yaml;

import org.jspecify.annotations.Nullable;

/** A key that a map may have. */
public sealed interface AnyKey permits Key, OptionalKey {
  String name();

  /** What it is for, in a sentence or two; shown by editors. */
  String doc();

  Type<?> type();

  /** What it means to leave it out, where that is a value; null otherwise. */
  @Nullable Object fallback();

  /** Whether the map is wrong without it. */
  boolean required();

  /** Whether {@code null} may be written in place of a value. */
  boolean nullable();
}
