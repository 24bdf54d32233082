package io.openclaw.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Workflow;
import java.util.List;

/** What a route leads to, with all that a plan needs of it. */
public sealed interface Goal {

  /** Each of these agents does the request. */
  record ToAgents(List<Agent> agents) implements Goal {
    public ToAgents {
      agents = List.copyOf(agents);
    }
  }

  record ToWorkflow(Workflow workflow) implements Goal {
    public ToWorkflow {
      requireNonNull(workflow, "workflow is null");
    }
  }

  /** A public skill's handler, without an agent. */
  record ToSkill(Skill skill, Handler handler) implements Goal {
    public ToSkill {
      requireNonNull(skill, "skill is null");
      requireNonNull(handler, "handler is null");
    }

    /** {@code skill id:handler name}, as events name it. */
    public String id() {
      return skill.id() + ":" + handler.name();
    }
  }
}
