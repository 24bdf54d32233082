package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the steps of an agent spread over its workers (load-balancer.yaml).
 *
 * @param common of every agent that has no rule of its own
 * @param byAgent the rules of single agents
 */
public record LoadBalancing(Rule common, Map<String, Rule> byAgent) {
  public static final LoadBalancing DEFAULT =
      new LoadBalancing(new Rule(Strategy.LEAST_BUSY, 16), Map.of());

  /** Which of an agent's workers gets a step. */
  public enum Strategy {
    /** The one that has the least to do. */
    LEAST_BUSY,
    /** One after the other. */
    ROUND_ROBIN,
    /** All steps of a task go to the same one, while the workers stay the same. */
    TASK_AFFINITY
  }

  /**
   * A rule.
   *
   * @param maxConcurrentSteps how many of an agent's steps one worker runs at once; the others wait
   */
  public record Rule(Strategy strategy, int maxConcurrentSteps) {
    public Rule {
      requireNonNull(strategy, "strategy is null");
      if (maxConcurrentSteps < 1) {
        throw new IllegalArgumentException("maxConcurrentSteps is below 1");
      }
    }
  }

  public LoadBalancing {
    requireNonNull(common, "common is null");
    byAgent = Collections.unmodifiableMap(new LinkedHashMap<>(byAgent));
  }

  public Rule of(String agentId) {
    return byAgent.getOrDefault(agentId, common);
  }
}
