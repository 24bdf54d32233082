package io.openclaw.orchestrator.outbox;

import io.openclaw.event.Topics;
import io.openclaw.orchestrator.dispatch.Dispatcher;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Outbox;
import io.openclaw.orchestrator.store.OutboxRow;
import io.openclaw.orchestrator.store.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Empties the outbox, batch by batch: events to the live view, then everything to Kafka, then
 * deletes what has arrived. At least once: what was sent when a relay died is sent again, with the
 * same message id. Of all replicas one relays at a time, so that messages leave in the order of
 * their ids.
 *
 * <p>What could not be shown in the live view stays until it can, and does not keep anything from
 * Kafka meanwhile.
 */
@ApplicationScoped
public class Relay {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final int BATCH = 50;

  private final Transactions transactions;
  private final Outbox outbox;
  private final LiveView liveView;
  private final Dispatcher dispatcher;
  private final Sender sender;
  private final AtomicInteger wanted = new AtomicInteger();
  private final OutageLog outage = new OutageLog(LOG, "Outbox");

  Relay(
      Transactions transactions,
      Outbox outbox,
      LiveView liveView,
      Dispatcher dispatcher,
      Sender sender) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.liveView = liveView;
    this.dispatcher = dispatcher;
    this.sender = sender;
  }

  /** There is something to send. Returns at once; from any thread. */
  public void signal() {
    if (wanted.getAndIncrement() == 0) {
      drain();
    }
  }

  /** Finds what an earlier process has left, and what could not be sent before. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    signal();
  }

  private void drain() {
    int seen = wanted.get();
    transactions
        .run(this::relayBatch)
        .subscribe()
        .with(moreIsLeft -> afterBatch(seen, moreIsLeft), this::afterFailure);
  }

  private void afterBatch(int seen, boolean moreIsLeft) {
    outage.worked();
    if (moreIsLeft || !wanted.compareAndSet(seen, 0)) {
      drain();
    }
  }

  /** The next sweep tries again. */
  private void afterFailure(Throwable failure) {
    outage.failed(failure);
    wanted.set(0);
  }

  /** Whether there is more that could be relayed at once. */
  private Uni<Boolean> relayBatch() {
    return outbox
        .lock()
        .chain(this::showLeftOver)
        .chain(shown -> outbox.unsent(BATCH).chain(rows -> relay(rows, shown)));
  }

  /** False where the live view is behind, so that nothing newer must be shown yet. */
  private Uni<Boolean> showLeftOver() {
    if (!liveView.isAvailable()) {
      return Uni.createFrom().item(false);
    }
    Executor here = Transactions.here();
    return outbox
        .unprojected(BATCH)
        .chain(rows ->
            liveView
                .append(rows)
                .emitOn(here)
                .chain(shown -> forget(rows, shown).replaceWith(shown && rows.size() < BATCH)));
  }

  private Uni<Void> forget(List<OutboxRow> rows, boolean shown) {
    return shown ? outbox.delete(ids(rows)) : Uni.createFrom().voidItem();
  }

  private Uni<Boolean> relay(List<OutboxRow> rows, boolean mayShow) {
    Executor here = Transactions.here();
    Uni<Boolean> shown =
        mayShow ? liveView.append(events(rows)) : Uni.createFrom().item(events(rows).isEmpty());
    return shown
        .chain(all -> send(rows, here).chain(sent -> settle(rows, all, sent)))
        .map(allSent -> allSent && rows.size() == BATCH);
  }

  /** The ids of what has arrived. */
  private Uni<Set<Long>> send(List<OutboxRow> rows, Executor here) {
    return dispatcher
        .partitions(rows)
        .chain(partitions ->
            sender
                .send(rows, partitions)
                .emitOn(here)
                .call(sent -> dispatcher.sent(rows, partitions, sent)));
  }

  private Uni<Boolean> settle(List<OutboxRow> rows, boolean shown, Set<Long> sent) {
    List<OutboxRow> gone = rows.stream().filter(row -> sent.contains(row.id)).toList();
    List<OutboxRow> kept = shown ? List.of() : events(gone);
    List<OutboxRow> done = gone.stream().filter(row -> !kept.contains(row)).toList();
    return outbox
        .delete(ids(done))
        .chain(() -> outbox.keepForLiveView(ids(kept)))
        .replaceWith(gone.size() == rows.size());
  }

  private static List<OutboxRow> events(List<OutboxRow> rows) {
    return rows.stream().filter(row -> row.topic.equals(Topics.EVENTS)).toList();
  }

  private static List<Long> ids(List<OutboxRow> rows) {
    return rows.stream().map(row -> row.id).toList();
  }
}
