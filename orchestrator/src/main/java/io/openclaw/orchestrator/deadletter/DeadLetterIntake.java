package io.openclaw.orchestrator.deadletter;

import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.DeadLetterStore;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes what consumers have set aside from openclaw.dead-letters, where it lies as long as Kafka
 * keeps it. There is nowhere to put a letter that can't be kept, so it is tried for as long as it
 * takes: {@link Letters} has to make one that the store can keep of any record.
 */
@ApplicationScoped
class DeadLetterIntake {
  private static final Logger LOG = Logger.getLogger(DeadLetterIntake.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final DeadLetterStore store;
  private final Clock clock;
  private final long maxValue;
  private final OutageLog outage = new OutageLog(LOG, "Dead letters");

  DeadLetterIntake(
      Transactions transactions, DeadLetterStore store, Clock clock, OrchestratorConfig config) {
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
    this.maxValue = config.deadLetters().maxValue().asLongValue();
  }

  @Incoming("dead-letters")
  Uni<Void> onLetter(ConsumerRecord<byte[], byte[]> record) {
    return transactions
        .run(() -> store.add(Letters.read(record, maxValue, clock.instant())))
        .invoke(outage::worked)
        .onFailure()
        .invoke(outage::failed)
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }
}
