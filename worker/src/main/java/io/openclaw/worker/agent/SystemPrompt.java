package io.openclaw.worker.agent;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Identity;

/** Tells a model who it is: the agent's identity, what it is for, and its soul. */
final class SystemPrompt {
  private SystemPrompt() {}

  static String of(Agent agent) {
    Identity identity = agent.identity();
    String sign = identity.emoji() == null ? "" : " " + identity.emoji();
    return "# "
        + identity.name()
        + sign
        + "\n\n"
        + agent.description()
        + "\n\n"
        + agent.soul().strip()
        + "\n";
  }
}
