package io.openclaw.orchestrator.report;

import io.openclaw.event.StepReport;
import io.openclaw.event.StepReport.Started;
import io.openclaw.orchestrator.message.Fault;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.store.Workers;
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

/**
 * Makes workers' processes known before anything is stored about them: an attempt is found by the
 * process that answers for it. One batch at a time.
 */
@ApplicationScoped
class Introductions {
  private static final int MOST_REMEMBERED = 10_000;

  private final Transactions transactions;
  private final Workers workers;
  private final Set<UUID> known = new HashSet<>();

  Introductions(Transactions transactions, Workers workers) {
    this.transactions = transactions;
    this.workers = workers;
  }

  /** The processes that cannot be stored, and why. */
  Uni<Map<UUID, Throwable>> introduce(List<StepReport> reports) {
    Map<UUID, Throwable> refused = new HashMap<>();
    return Multi.createFrom()
        .iterable(strangers(reports).entrySet())
        .onItem()
        .transformToUniAndConcatenate(stranger -> introduce(stranger, refused))
        .collect()
        .last()
        .replaceWith(refused);
  }

  private Map<UUID, String> strangers(List<StepReport> reports) {
    Map<UUID, String> strangers = new LinkedHashMap<>();
    for (StepReport report : reports) {
      if (report instanceof Started started && !known.contains(started.incarnation())) {
        strangers.put(started.incarnation(), started.workerId());
      }
    }
    return strangers;
  }

  private Uni<Void> introduce(Map.Entry<UUID, String> stranger, Map<UUID, Throwable> refused) {
    return transactions
        .run(() -> workers.met(stranger.getValue(), stranger.getKey()))
        .invoke(() -> remember(stranger.getKey()))
        .onFailure(failure -> Fault.of(failure) == Fault.MESSAGE)
        .invoke(failure -> refused.put(stranger.getKey(), failure))
        .onFailure(failure -> Fault.of(failure) == Fault.MESSAGE)
        .recoverWithNull();
  }

  private void remember(UUID incarnation) {
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    known.add(incarnation);
  }
}
