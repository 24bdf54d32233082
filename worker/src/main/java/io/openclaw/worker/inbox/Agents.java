package io.openclaw.worker.inbox;

import io.openclaw.skill.SkillContext;
import io.openclaw.skill.SkillException;

/** Who writes and reads: never what an input says, always the agent that calls. */
final class Agents {
  private Agents() {}

  static String caller(SkillContext context) throws SkillException {
    String agent = context.agentId();
    if (agent == null) {
      throw SkillException.permanent(
          "NO_AGENT", "only an agent has an inbox: let an agent that has this skill do it");
    }
    return agent;
  }
}
