package io.openclaw.orchestrator.dispatch;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.store.Attempts;
import io.openclaw.orchestrator.store.Fleet;
import io.openclaw.orchestrator.store.Outbox;
import io.openclaw.orchestrator.store.OutboxRow;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadBalancing.Strategy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which partitions steps go to, by the load balancer's rules of the workspace in force. One
 * batch at a time.
 */
@ApplicationScoped
public class Dispatcher {
  private final ActiveWorkspace workspace;
  private final Fleet fleet;
  private final Attempts attempts;
  private final Spread spread = new Spread();

  Dispatcher(ActiveWorkspace workspace, Fleet fleet, Attempts attempts) {
    this.workspace = workspace;
    this.fleet = fleet;
    this.attempts = attempts;
  }

  /**
   * The partitions of messages by their ids, in the caller's transaction; the others go where their
   * keys belong.
   */
  public Uni<Map<Long, Integer>> partitions(List<OutboxRow> messages) {
    LoadBalancing rules = workspace.state().loaded().workspace().loadBalancing();
    List<OutboxRow> steps =
        messages.stream().filter(message -> isSpread(message.topic, rules)).toList();
    if (steps.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Set<String> topics = steps.stream().map(step -> step.topic).collect(Collectors.toSet());
    return fleet.owned(topics).map(owned -> choose(steps, rules, new Candidates(owned)));
  }

  /** Notes whose steps have gone where: they count as theirs from here on. */
  public Uni<Void> sent(
      List<OutboxRow> messages, Map<Long, Integer> partitions, Set<Long> arrived) {
    List<Attempts.Sent> sent = new ArrayList<>();
    for (OutboxRow message : messages) {
      Integer partition = partitions.get(message.id);
      if (partition != null && arrived.contains(message.id)) {
        sent.add(sent(Outbox.command(message), partition));
      }
    }
    return attempts.sent(sent);
  }

  private static Attempts.Sent sent(RunStep command, int partition) {
    return new Attempts.Sent(command.taskId(), command.step(), partition);
  }

  private Map<Long, Integer> choose(
      List<OutboxRow> steps, LoadBalancing rules, Candidates candidates) {
    Map<Long, Integer> partitions = new HashMap<>();
    for (OutboxRow step : steps) {
      Integer partition = spread.choose(strategy(step.topic, rules), step.topic, candidates);
      if (partition != null) {
        partitions.put(step.id, partition);
      }
    }
    return partitions;
  }

  private static boolean isSpread(String topic, LoadBalancing rules) {
    return Topics.isSteps(topic) && strategy(topic, rules) != Strategy.TASK_AFFINITY;
  }

  private static Strategy strategy(String topic, LoadBalancing rules) {
    return rules.of(Topics.agentOf(topic)).strategy();
  }
}
