package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadBalancing.Rule;
import io.openclaw.workspace.LoadBalancing.Strategy;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * load-balancer.yaml: how an agent's steps spread over its workers.
 *
 * @param agents the agents that have a rule of their own
 */
public record BalancerFile(Rule common, List<AgentRule> agents) {
  static final String FILE_NAME = "orchestrator/load-balancer.yaml";

  /** What is different for one agent; null where it is not. */
  public record AgentRule(
      Name agent, @Nullable Strategy strategy, @Nullable Integer maxConcurrentSteps) {}

  private static final Scalar<Strategy> STRATEGY_NAME =
      Scalar.oneOf(Strategy.class, LoadBalancing.DEFAULT.common().strategy());
  private static final Scalar<Integer> STEPS = Scalar.integer(1, 1000);
  private static final String STRATEGY_DOC =
      "Which of an agent's workers gets a step: least_busy (the one with the least to do),"
          + " round_robin (one after the other), or task_affinity (the same one for all steps of a"
          + " task).";
  private static final String STEPS_DOC =
      "How many of an agent's steps one worker runs at once; the others wait.";

  private static final OptionalKey<Strategy> STRATEGY =
      OptionalKey.of("strategy", STRATEGY_NAME, STRATEGY_DOC);
  private static final OptionalKey<Integer> MAX_CONCURRENT_STEPS =
      OptionalKey.of("max_concurrent_steps", STEPS, STEPS_DOC);
  private static final Key<Name> AGENT = required("agent", Word.ANY, "An agent of the registry.");
  private static final Shape<AgentRule> AGENT_RULE =
      Shape.of(
          "What is different for one agent.",
          map -> new AgentRule(map.get(AGENT), map.get(STRATEGY), map.get(MAX_CONCURRENT_STEPS)),
          AGENT,
          STRATEGY,
          MAX_CONCURRENT_STEPS);

  private static final Key<Strategy> COMMON_STRATEGY =
      withDefault(
          "strategy", STRATEGY_NAME, LoadBalancing.DEFAULT.common().strategy(), STRATEGY_DOC);
  private static final Key<Integer> COMMON_STEPS =
      withDefault(
          "max_concurrent_steps",
          STEPS,
          LoadBalancing.DEFAULT.common().maxConcurrentSteps(),
          STEPS_DOC);
  private static final Key<List<AgentRule>> AGENTS =
      withDefault(
          "agents",
          new ListOf<>(AGENT_RULE),
          List.of(),
          "Agents for which something is different.");
  private static final Shape<BalancerFile> BALANCER =
      Shape.of(
          "How steps spread over workers.",
          map ->
              new BalancerFile(
                  new Rule(map.get(COMMON_STRATEGY), map.get(COMMON_STEPS)), map.get(AGENTS)),
          COMMON_STRATEGY,
          COMMON_STEPS,
          AGENTS);
  private static final Key<BalancerFile> ROOT =
      required("load_balancer", BALANCER, "How steps spread over workers.");

  /** The whole file. */
  static final Shape<BalancerFile> FILE =
      Shape.of(
          FILE_NAME + ": how an agent's steps spread over its workers.",
          map -> map.get(ROOT),
          ROOT);

  /** A workspace without the file has the rule that fits most. */
  static BalancerFile read(WorkspaceFiles files) {
    BalancerFile file = files.exists(FILE_NAME) ? files.yaml(FILE_NAME, FILE) : null;
    return file == null ? new BalancerFile(LoadBalancing.DEFAULT.common(), List.of()) : file;
  }

  public LoadBalancing balancing() {
    Map<String, Rule> byAgent = new LinkedHashMap<>();
    for (AgentRule rule : agents) {
      Strategy strategy = rule.strategy();
      Integer steps = rule.maxConcurrentSteps();
      byAgent.put(
          rule.agent().value(),
          new Rule(
              strategy == null ? common.strategy() : strategy,
              steps == null ? common.maxConcurrentSteps() : steps));
    }
    return new LoadBalancing(common, byAgent);
  }
}
