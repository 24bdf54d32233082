package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillBinding;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A handler of a skill, as something that an agent can call. */
public record Tool(Skill skill, Handler handler) {
  public Tool {
    requireNonNull(skill, "skill is null");
    requireNonNull(handler, "handler is null");
  }

  /** {@code skill id:handler name}. */
  public String id() {
    return skill.id() + ":" + handler.name();
  }

  /** The name of its output: what it says it produces, else its own. */
  public String outputName() {
    return Objects.requireNonNullElse(handler.produces(), handler.name());
  }

  /**
   * The time that one call may take: the shorter one of what the handler and the agent's binding
   * say, and what the skill says where they are silent.
   */
  public Duration timeout(@Nullable Agent agent) {
    SkillBinding binding = agent == null ? null : agent.binding(skill.id());
    return Stream.of(handler.timeout(), binding == null ? null : binding.timeout())
        .flatMap(Stream::ofNullable)
        .min(Duration::compareTo)
        .orElse(skill.timeout());
  }
}
