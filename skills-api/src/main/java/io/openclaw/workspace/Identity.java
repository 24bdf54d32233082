package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What IDENTITY.md says of an agent: how it is shown. Null where the file does not say it.
 *
 * @param avatar address of a picture, or its path below the agent's folder
 */
public record Identity(
    String name,
    @Nullable String emoji,
    @Nullable String creature,
    @Nullable String vibe,
    @Nullable String theme,
    @Nullable String avatar,
    @Nullable String tier,
    @Nullable String version) {
  public Identity {
    requireNonNull(name, "name is null");
  }

  /** Only a name. */
  public static Identity named(String name) {
    return new Identity(name, null, null, null, null, null, null, null);
  }
}
