package io.openclaw.orchestrator.dispatch;

import io.openclaw.event.Topics;
import io.openclaw.orchestrator.store.AttemptId;
import io.openclaw.orchestrator.store.Fleet;
import io.openclaw.orchestrator.store.OutboxMessage;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadBalancing.Strategy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Says which partitions steps go to, by the load balancer's rules of the workspace in force. What
 * the workers have to do is counted in the database, and asked for now and then; what they are
 * given meanwhile is added. One batch at a time.
 */
@ApplicationScoped
public class Dispatcher {
  /** Where there is no choice: only which partitions there are may have changed. */
  private static final long REMEMBERED = TimeUnit.MILLISECONDS.toNanos(250);

  /** Of the time, at most, goes into counting. */
  private static final int SHARE = 10;

  private final ActiveWorkspace workspace;
  private final Transactions transactions;
  private final Fleet fleet;
  private final Spread spread = new Spread();
  private Candidates candidates = new Candidates(List.of());
  private long counted = System.nanoTime() - REMEMBERED;
  private long counting;

  Dispatcher(ActiveWorkspace workspace, Transactions transactions, Fleet fleet) {
    this.workspace = workspace;
    this.transactions = transactions;
    this.fleet = fleet;
  }

  /** The partitions of steps that one is chosen for; the others go where their keys belong. */
  public Uni<Map<AttemptId, Integer>> partitions(List<OutboxMessage> messages) {
    LoadBalancing rules = workspace.state().loaded().workspace().loadBalancing();
    List<OutboxMessage> steps =
        messages.stream().filter(message -> isSpread(message, rules)).toList();
    return steps.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : candidates(steps).map(workers -> choose(steps, rules, workers));
  }

  private Uni<Candidates> candidates(List<OutboxMessage> steps) {
    boolean choice = steps.stream().anyMatch(step -> candidates.of(step.topic()).size() > 1);
    long remembered = choice ? counting * SHARE : REMEMBERED;
    long begin = System.nanoTime();
    return begin - counted < remembered
        ? Uni.createFrom().item(candidates)
        : transactions.run(fleet::owned).map(owned -> remember(owned, begin));
  }

  private Candidates remember(List<Fleet.Owned> owned, long begin) {
    candidates = new Candidates(owned);
    counted = System.nanoTime();
    counting = counted - begin;
    return candidates;
  }

  private Map<AttemptId, Integer> choose(
      List<OutboxMessage> steps, LoadBalancing rules, Candidates workers) {
    Map<AttemptId, Integer> partitions = new HashMap<>();
    for (OutboxMessage step : steps) {
      Integer partition = spread.choose(strategy(step, rules), step.topic(), workers);
      if (partition != null) {
        partitions.put(step.attempt(), partition);
      }
    }
    return partitions;
  }

  private static boolean isSpread(OutboxMessage message, LoadBalancing rules) {
    return message.isStep() && strategy(message, rules) != Strategy.TASK_AFFINITY;
  }

  private static Strategy strategy(OutboxMessage step, LoadBalancing rules) {
    return rules.of(Topics.agentOf(step.topic())).strategy();
  }
}
