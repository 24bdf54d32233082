package io.openclaw.worker.readiness;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.skill.SkillRuntime.Condition;
import io.openclaw.workspace.Skill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a skill can run on this worker.
 *
 * @param reason why it is not ready; else null
 */
record SkillStatus(
    String id, String version, List<String> handlers, State state, @Nullable String reason) {

  enum State {
    READY,
    PREPARING,
    NOT_READY
  }

  SkillStatus {
    requireNonNull(id, "id is null");
    requireNonNull(version, "version is null");
    handlers = List.copyOf(handlers);
    requireNonNull(state, "state is null");
  }

  static SkillStatus of(Skill skill, Condition condition) {
    List<String> handlers = List.copyOf(skill.handlers().keySet());
    State state =
        switch (condition) {
          case Condition.Ready _ -> State.READY;
          case Condition.Preparing _ -> State.PREPARING;
          case Condition.NotReady _ -> State.NOT_READY;
        };
    String reason = condition instanceof Condition.NotReady notReady ? notReady.reason() : null;
    return new SkillStatus(skill.id(), skill.version(), handlers, state, reason);
  }
}
