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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which partitions steps go to, by the load balancer's rules of the workspace in force. What
 * the workers have to do is counted in the database, and asked for now and then; what they are
 * given meanwhile is added. One batch at a time.
 */
@ApplicationScoped
public class Dispatcher {
  /** Where there is no choice: only which partitions there are may have changed. */
  private static final Duration REMEMBERED = Duration.ofMillis(250);

  /** Of the time, at most, goes into counting. */
  private static final int SHARE = 10;

  private final ActiveWorkspace workspace;
  private final Transactions transactions;
  private final Fleet fleet;
  private final Clock clock;
  private final Spread spread = new Spread();
  private Candidates candidates = new Candidates(List.of());
  private Instant counted = Instant.MIN;
  private Duration counting = Duration.ZERO;

  Dispatcher(ActiveWorkspace workspace, Transactions transactions, Fleet fleet, Clock clock) {
    this.workspace = workspace;
    this.transactions = transactions;
    this.fleet = fleet;
    this.clock = clock;
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
    Duration remembered = choice ? counting.multipliedBy(SHARE) : REMEMBERED;
    Instant begin = clock.instant();
    return begin.isBefore(counted.plus(remembered))
        ? Uni.createFrom().item(candidates)
        : transactions.run(fleet::owned).map(owned -> remember(owned, begin));
  }

  private Candidates remember(List<Fleet.Owned> owned, Instant begin) {
    candidates = new Candidates(owned);
    counted = clock.instant();
    counting = Duration.between(begin, counted);
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
