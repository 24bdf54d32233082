package io.openclaw.orchestrator.outbox;

import io.openclaw.orchestrator.dispatch.Dispatcher;
import io.openclaw.orchestrator.store.AttemptId;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Outbox;
import io.openclaw.orchestrator.store.OutboxMessage;
import io.openclaw.orchestrator.store.OutboxTurn;
import io.openclaw.orchestrator.store.Patience;
import io.openclaw.orchestrator.store.Settled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Empties the outbox, batch by batch: everything to Kafka, and events to the live view beside it;
 * what has arrived is deleted with the same statement that asks for the next batch. At least once:
 * what was sent when a relay died is sent again, with the same message id. Of all replicas one
 * relays at a time, so that messages leave in the order of their ids.
 *
 * <p>What could not be shown in the live view stays until it can, and does not keep anything from
 * Kafka meanwhile.
 */
@ApplicationScoped
public class Relay {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final int BATCH = 500;

  /** For where steps best go to; without an answer, the batch comes again. */
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10));

  /** How often it looks without being told to: for another replica's turn that has ended. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Outbox outbox;
  private final LiveView liveView;
  private final Dispatcher dispatcher;
  private final Sender sender;
  private final Refusals refusals;
  private final KnownTopics topics;
  private final OutageLog outage = new OutageLog(LOG, "Outbox");
  private final Bell bell = new Bell();
  private volatile boolean open = true;
  private volatile boolean hasTurn;
  private @Nullable Thread thread;

  /** Whether the live view lacks something that is older than what comes next. */
  private boolean isBehind;

  Relay(
      Outbox outbox,
      LiveView liveView,
      Dispatcher dispatcher,
      Sender sender,
      Refusals refusals,
      KnownTopics topics) {
    this.outbox = outbox;
    this.liveView = liveView;
    this.dispatcher = dispatcher;
    this.sender = sender;
    this.refusals = refusals;
    this.topics = topics;
  }

  /** Begins to relay, whenever it is this replica's turn. Once. */
  public void begin() {
    thread = Thread.ofVirtual().name("outbox relay").start(this::run);
  }

  /** There is something to send. Returns at once; from any thread. */
  public void signal() {
    if (hasTurn) {
      bell.ring();
    } else {
      // It looks each second anyway.
      outbox.tell().subscribe().with(_ -> {}, failure -> LOG.debugf("Not told: %s", failure));
    }
  }

  /** Stops, and waits a moment for the batch under way. */
  public void end() throws InterruptedException {
    open = false;
    bell.ringForGood();
    if (thread != null) {
      thread.join(LAST_WORDS);
    }
  }

  private void run() {
    while (open) {
      try {
        Optional<OutboxTurn> turn = await(outbox.turn(bell::ring));
        turn.ifPresent(this::relay);
        outage.worked();
      } catch (RuntimeException e) {
        outage.failed(e);
      }
      bell.await(LOOK);
    }
  }

  private void relay(OutboxTurn turn) {
    hasTurn = true;
    isBehind = true;
    try {
      Settled settled = Settled.NOTHING;
      while (open) {
        settled = relayBatch(turn, settled);
      }
      await(turn.next(settled, 0, Set.of()));
    } finally {
      hasTurn = false;
      await(turn.end().onFailure().recoverWithNull());
    }
  }

  private Settled relayBatch(OutboxTurn turn, Settled settled) {
    List<OutboxMessage> batch = await(turn.next(settled, BATCH, topics.missing()));
    outage.worked();
    if (isBehind && liveView.isAvailable()) {
      return showLeftOver(turn);
    }
    if (batch.isEmpty()) {
      bell.await(LOOK);
      return Settled.NOTHING;
    }
    return send(batch);
  }

  /** Older than anything that has not been sent, so it is shown before that. */
  private Settled showLeftOver(OutboxTurn turn) {
    List<OutboxMessage> leftOver = await(turn.unshown(BATCH));
    boolean shown = await(liveView.append(leftOver));
    isBehind = !(shown && leftOver.isEmpty());
    return new Settled(shown ? ids(leftOver) : List.of(), List.of(), Map.of());
  }

  private Settled send(List<OutboxMessage> batch) {
    CompletableFuture<Boolean> showing =
        show(batch.stream().filter(OutboxMessage::isEvent).toList());
    Map<AttemptId, Integer> partitions = PATIENCE.await(dispatcher.partitions(batch));
    Set<Long> sent = settle(sender.send(batch, partitions));
    if (sent.size() < batch.size()) {
      bell.await(LOOK);
    }
    boolean shown = showing.join();
    isBehind |= !shown;
    List<OutboxMessage> arrived =
        batch.stream().filter(message -> sent.contains(message.id())).toList();
    return new Settled(
        ids(arrived.stream().filter(message -> shown || !message.isEvent()).toList()),
        ids(arrived.stream().filter(message -> !shown && message.isEvent()).toList()),
        partitions);
  }

  /**
   * The ids of all that need not be sent again: also of what is too large, since waiting would not
   * make it smaller, and would hold up every other message.
   */
  private Set<Long> settle(Sender.Sent sent) {
    List<OutboxMessage> steps = sent.tooLarge().stream().filter(OutboxMessage::isStep).toList();
    if (!steps.isEmpty()) {
      await(refusals.refused(steps));
    }
    Set<Long> settled = new HashSet<>(sent.arrived());
    settled.addAll(ids(sent.tooLarge()));
    return settled;
  }

  /** Begins to; what is newer than something that could not be shown has to wait for that. */
  private CompletableFuture<Boolean> show(List<OutboxMessage> events) {
    return isBehind && !events.isEmpty()
        ? CompletableFuture.completedFuture(false)
        : liveView.append(events).subscribeAsCompletionStage();
  }

  /**
   * All that is waited for has an end of its own; given up before, it would leave things behind.
   */
  private static <T> T await(Uni<T> work) {
    return work.await().indefinitely();
  }

  private static List<Long> ids(List<OutboxMessage> messages) {
    return messages.stream().map(OutboxMessage::id).toList();
  }
}
