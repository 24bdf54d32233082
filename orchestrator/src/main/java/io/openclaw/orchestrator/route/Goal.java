package io.openclaw.orchestrator.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.HandlerChoice;
import io.openclaw.workspace.Workflow;
import java.util.List;

/** What a route leads to, with all that a plan needs of it. */
sealed interface Goal {

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
  record ToSkill(HandlerChoice choice) implements Goal {
    public ToSkill {
      requireNonNull(choice, "choice is null");
    }
  }
}
