package io.openclaw.orchestrator.worker;

import io.openclaw.event.WorkerSignal;
import io.openclaw.orchestrator.message.Inbound;
import io.openclaw.orchestrator.message.Received;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.store.Workers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes the workers' signs of life from openclaw.workers. No inbox: to hear one twice changes
 * nothing, and there are many.
 */
@ApplicationScoped
class WorkerSignals {
  private final Inbound inbound;
  private final Transactions transactions;
  private final Workers workers;
  private final WorkerSweeper sweeper;
  private final HeartbeatChannel channel;

  WorkerSignals(
      Inbound inbound,
      Transactions transactions,
      Workers workers,
      WorkerSweeper sweeper,
      HeartbeatChannel channel) {
    this.inbound = inbound;
    this.transactions = transactions;
    this.workers = workers;
    this.sweeper = sweeper;
    this.channel = channel;
  }

  @Incoming("workers")
  Uni<Void> onSignals(ConsumerRecords<byte[], byte[]> records) {
    int hearing = channel.hearings();
    return inbound.handle(records, WorkerSignal.class, signals -> take(signals, hearing));
  }

  /** Once the database is back, what has waited for it here may be others' old news. */
  private Uni<Map<String, Throwable>> take(List<Received<WorkerSignal>> signals, int hearing) {
    return channel.hearings() == hearing ? store(signals) : Uni.createFrom().item(Map.of());
  }

  private Uni<Map<String, Throwable>> store(List<Received<WorkerSignal>> signals) {
    return Multi.createFrom()
        .iterable(signals)
        .onItem()
        .transformToUniAndConcatenate(signal -> transactions.run(() -> store(signal.event())))
        .collect()
        .with(Collectors.reducing(false, Boolean::logicalOr))
        .chain(orphans -> orphans ? sweeper.rescue() : Uni.createFrom().voidItem())
        .replaceWith(Map.of());
  }

  /** Whether processes may have been lost by it. */
  private Uni<Boolean> store(WorkerSignal signal) {
    return switch (signal) {
      case WorkerSignal.Heartbeat beat -> workers.seen(beat);
      case WorkerSignal.Stopped stopped ->
          workers.stopped(stopped.workerId(), stopped.incarnation()).replaceWith(true);
    };
  }
}
