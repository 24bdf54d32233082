package io.openclaw.orchestrator.report;

import io.openclaw.event.StepReport;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.message.Fault;
import io.openclaw.orchestrator.message.Inbound;
import io.openclaw.orchestrator.message.Received;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.store.Workers;
import io.openclaw.orchestrator.task.Impulse;
import io.openclaw.orchestrator.task.Moved;
import io.openclaw.orchestrator.task.TaskMoves;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the workers' reports from openclaw.reports, as many at once as there are. */
@ApplicationScoped
class StepReports {
  private static final int MOST_REMEMBERED = 10_000;

  private final Inbound inbound;
  private final Transactions transactions;
  private final TaskMoves moves;
  private final Workers workers;

  /** Processes that are known to have a row; only this channel's batches, one by one, use it. */
  private final Set<UUID> met = new HashSet<>();

  StepReports(Inbound inbound, Transactions transactions, TaskMoves moves, Workers workers) {
    this.inbound = inbound;
    this.transactions = transactions;
    this.moves = moves;
    this.workers = workers;
  }

  @Incoming("reports")
  Uni<Void> onReports(ConsumerRecords<byte[], byte[]> records) {
    return inbound.handle(records, StepReport.class, this::take);
  }

  private Uni<Map<String, Throwable>> take(List<Received<StepReport>> reports) {
    return meetAll(reports).chain(unmet -> move(reports, unmet));
  }

  private Uni<Map<String, Throwable>> move(
      List<Received<StepReport>> reports, Map<UUID, Throwable> unmet) {
    Map<String, Throwable> refused = new HashMap<>();
    List<Impulse> impulses =
        reports.stream()
            .filter(report -> !isOf(unmet, report, refused))
            .map(StepReports::impulse)
            .toList();
    return moves.apply(impulses).invoke(moved -> note(moved, refused)).replaceWith(refused);
  }

  private static void note(Moved moved, Map<String, Throwable> refused) {
    for (Moved.Refused one : moved.refused()) {
      refused.put(String.valueOf(one.impulse().messageId()), one.reason());
    }
  }

  private static Impulse impulse(Received<StepReport> report) {
    return new Impulse.Happening(
        report.id(), report.event().taskId(), new TaskInput.Reported(report.event()));
  }

  private static boolean isOf(
      Map<UUID, Throwable> unmet, Received<StepReport> report, Map<String, Throwable> refused) {
    Throwable reason =
        report.event() instanceof StepReport.Started started
            ? unmet.get(started.incarnation())
            : null;
    if (reason != null) {
      refused.put(report.id(), reason);
    }
    return reason != null;
  }

  /**
   * An attempt is to be found by the process that answers for it, so the process is known before.
   * Those that cannot be stored, and why.
   */
  private Uni<Map<UUID, Throwable>> meetAll(List<Received<StepReport>> reports) {
    Map<UUID, String> strangers = new LinkedHashMap<>();
    for (Received<StepReport> report : reports) {
      if (report.event() instanceof StepReport.Started started
          && !met.contains(started.incarnation())) {
        strangers.put(started.incarnation(), started.workerId());
      }
    }
    Map<UUID, Throwable> unmet = new HashMap<>();
    return Multi.createFrom()
        .iterable(strangers.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            stranger -> meet(stranger.getValue(), stranger.getKey(), unmet))
        .collect()
        .last()
        .replaceWith(unmet);
  }

  private Uni<Void> meet(String workerId, UUID incarnation, Map<UUID, Throwable> unmet) {
    return transactions
        .run(() -> workers.met(workerId, incarnation))
        .invoke(() -> remember(incarnation))
        .onFailure(failure -> Fault.of(failure) == Fault.MESSAGE)
        .recoverWithItem(failure -> {
          unmet.put(incarnation, failure);
          return null;
        });
  }

  private void remember(UUID incarnation) {
    if (met.size() >= MOST_REMEMBERED) {
      met.clear();
    }
    met.add(incarnation);
  }
}
