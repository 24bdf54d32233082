package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.RetryPolicy;
import io.openclaw.workspace.SkillBinding;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A skill that an agent binds.
 *
 * @param version null where any is right
 */
public record BindingEntry(Name skill, @Nullable Name version, SkillBinding binding) {
  private static final String LATEST = "latest";

  private static final Key<Name> SKILL_ID =
      required("skill_id", Word.ANY, "A skill of orchestrator/skill-registry.yaml.");
  private static final OptionalKey<Name> VERSION =
      OptionalKey.of("version", Word.ANY, "latest, or the version that must be there.");
  private static final OptionalKey<Duration> TIMEOUT =
      OptionalKey.of(
          "timeout",
          Units.DURATION,
          "The longest that one call may take, for example 30 (s) or 5m.");
  private static final Key<RetryPolicy> RETRY_POLICY =
      withDefault(
          "retry_policy", RetryEntry.RETRY, RetryPolicy.NONE, "Without it a call is not repeated.");

  static final Shape<BindingEntry> BINDING =
      Shape.of(
          "An agent's use of a skill.",
          BindingEntry::read,
          SKILL_ID,
          VERSION,
          TIMEOUT,
          RETRY_POLICY);

  private static BindingEntry read(YamlMap map) {
    Name skill = map.get(SKILL_ID);
    Name version = map.get(VERSION);
    return new BindingEntry(
        skill,
        version == null || version.value().equals(LATEST) ? null : version,
        new SkillBinding(
            skill.value(),
            version == null ? LATEST : version.value(),
            map.get(TIMEOUT),
            map.get(RETRY_POLICY)));
  }
}
