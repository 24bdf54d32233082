package io.openclaw.worker.agent;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Identity;
import java.util.stream.Collectors;

/** Tells a model who it is: how the agent is shown, what it is for, and the texts of its folder. */
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
        + agent.texts().inOrder().stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n"))
        + "\n";
  }
}
