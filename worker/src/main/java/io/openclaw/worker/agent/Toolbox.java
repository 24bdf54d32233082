package io.openclaw.worker.agent;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillBinding;
import io.openclaw.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which handlers an agent may call: those of the skills bound to it and of the public ones, as far
 * as its tools-config.json offers them. A private skill is for its owner alone, even where another
 * agent binds it. Immutable.
 */
public final class Toolbox {
  private final Workspace workspace;

  public Toolbox(Workspace workspace) {
    this.workspace = workspace;
  }

  /** What became of a wish for tools. */
  public sealed interface Choice {
    record Granted(List<Tool> tools) implements Choice {
      public Granted {
        tools = List.copyOf(tools);
      }
    }

    record Refused(Failure failure) implements Choice {
      public Refused {
        requireNonNull(failure, "failure is null");
      }
    }
  }

  /**
   * The handlers of some skills.
   *
   * @param agent null where a shared skill runs on its own
   * @param skills in order of preference; empty: all that the agent may use
   */
  public Choice tools(@Nullable Agent agent, List<String> skills) {
    List<Tool> tools = new ArrayList<>();
    for (String id : skills.isEmpty() ? all(agent) : skills) {
      Skill skill = workspace.skill(id);
      Failure refusal = refusal(agent, id, skill);
      if (refusal != null) {
        return new Choice.Refused(refusal);
      }
      requireNonNull(skill).handlers().values().stream()
          .filter(handler -> agent == null || agent.isOffered(id, handler.name()))
          .forEach(handler -> tools.add(new Tool(skill, handler)));
    }
    return new Choice.Granted(tools);
  }

  /**
   * One handler.
   *
   * @param id {@code skill id:handler name}
   */
  public Choice tool(@Nullable Agent agent, String id) {
    int colon = id.lastIndexOf(':');
    String skillId = id.substring(0, Math.max(0, colon));
    Skill skill = workspace.skill(skillId);
    Failure refusal = refusal(agent, skillId, skill);
    if (refusal != null) {
      return new Choice.Refused(refusal);
    }
    Handler handler = requireNonNull(skill).handlers().get(id.substring(colon + 1));
    return handler == null
        ? refused(FailureCode.UNKNOWN_HANDLER, "no handler " + id + " in the workspace")
        : new Choice.Granted(List.of(new Tool(skill, handler)));
  }

  private Set<String> all(@Nullable Agent agent) {
    Set<String> ids = new LinkedHashSet<>();
    if (agent != null) {
      agent.skills().stream()
          .map(SkillBinding::skillId)
          .filter(id -> mayUse(agent, workspace.skill(id)))
          .forEach(ids::add);
    }
    workspace.skills().values().stream()
        .filter(skill -> skill.visibility() == Visibility.PUBLIC)
        .filter(skill -> skill.manual().modelInvocable())
        .map(Skill::id)
        .forEach(ids::add);
    return ids;
  }

  /** One that is not there is said when it is looked for. */
  private static boolean mayUse(Agent agent, @Nullable Skill skill) {
    return skill == null || skill.isFor(agent);
  }

  private static @Nullable Failure refusal(
      @Nullable Agent agent, String id, @Nullable Skill skill) {
    if (skill == null) {
      return FailureCode.UNKNOWN_SKILL.failure("no skill '" + id + "' in the workspace");
    }
    if (!skill.isFor(agent)) {
      return FailureCode.FORBIDDEN_SKILL.failure(
          "skill %s is private to agents/%s, and %s"
              .formatted(
                  id,
                  skill.owner(),
                  agent == null
                      ? "nobody else may use it"
                      : agent.id() + " may not use it, bound or not"));
    }
    return skill.visibility() == Visibility.PUBLIC || (agent != null && agent.binding(id) != null)
        ? null
        : FailureCode.FORBIDDEN_SKILL.failure(
            "skill %s is private, and its owner does not bind it in config.yaml".formatted(id));
  }

  private static Choice refused(FailureCode code, String message) {
    return new Choice.Refused(code.failure(message));
  }
}
