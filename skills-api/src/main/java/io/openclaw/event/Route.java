package io.openclaw.event;

import static java.util.Objects.requireNonNull;

/**
 * Where a request goes and why.
 *
 * @param rule name of the routing rule that won
 * @param kind what the rule leads to
 * @param target id of the agent, workflow or skill
 * @param reason for a person: what matched, and against what it won
 */
public record Route(String rule, Kind kind, String target, String reason) {

  /** What a rule can lead to. */
  public enum Kind {
    AGENT,
    WORKFLOW,
    SKILL
  }

  public Route {
    requireNonNull(rule, "rule is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(target, "target is null");
    requireNonNull(reason, "reason is null");
  }
}
