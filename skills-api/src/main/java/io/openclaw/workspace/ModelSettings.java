package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

/**
 * The model that an agent thinks with.
 *
 * @param provider for example {@code anthropic}
 * @param name the provider's name or alias of the model
 * @param version {@code latest} or a fixed one
 * @param temperature from 0 to 2
 * @param maxTokens of one reply
 * @param thinking how much it may think before it answers
 */
public record ModelSettings(
    String provider,
    String name,
    String version,
    double temperature,
    int maxTokens,
    Thinking thinking) {

  /** The seed's levels of extended thinking. */
  public enum Thinking {
    NONE,
    LOW,
    MODERATE,
    HIGH
  }

  public ModelSettings {
    requireNonNull(provider, "provider is null");
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(thinking, "thinking is null");
  }
}
