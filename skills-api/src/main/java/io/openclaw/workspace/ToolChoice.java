package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A skill that is offered to an agent's model (tools-config.json).
 *
 * @param handlers those that are offered, in order; empty: all of them
 */
public record ToolChoice(String skillId, List<String> handlers) {
  public ToolChoice {
    requireNonNull(skillId, "skillId is null");
    handlers = List.copyOf(handlers);
  }
}
