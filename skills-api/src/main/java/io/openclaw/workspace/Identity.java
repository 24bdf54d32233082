package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** What IDENTITY.md says of an agent: how it is shown. */
public record Identity(
    String name, @Nullable String emoji, @Nullable String tier, @Nullable String version) {
  public Identity {
    requireNonNull(name, "name is null");
  }
}
