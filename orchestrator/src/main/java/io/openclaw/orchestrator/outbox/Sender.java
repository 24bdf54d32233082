package io.openclaw.orchestrator.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.orchestrator.message.KafkaOutput;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.OutboxRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Sends stored messages to Kafka as CloudEvents. Those of one key and topic go one after the other,
 * so that no failure can turn their order round; others go side by side.
 */
@ApplicationScoped
class Sender {
  private static final Logger LOG = Logger.getLogger(Sender.class);
  private static final int SIDE_BY_SIDE = 32;

  private final KafkaOutput output;
  private final Clock clock;
  private final OutageLog outage = new OutageLog(LOG, "Sending to Kafka");

  private record Lane(String topic, String key) {}

  Sender(KafkaOutput output, Clock clock) {
    this.output = output;
    this.clock = clock;
  }

  /** Completes, on any thread, with the ids of all that need not be sent again. Never fails. */
  Uni<Set<Long>> send(List<OutboxRow> rows) {
    Map<Lane, List<OutboxRow>> lanes = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      lanes.computeIfAbsent(new Lane(row.topic, row.key), _ -> new ArrayList<>()).add(row);
    }
    Set<Long> sent = ConcurrentHashMap.newKeySet();
    return Multi.createFrom()
        .iterable(lanes.values())
        .onItem()
        .transformToUni(lane -> sendInTurn(lane, sent))
        .merge(SIDE_BY_SIDE)
        .collect()
        .last()
        .replaceWith(sent);
  }

  private Uni<Void> sendInTurn(List<OutboxRow> lane, Set<Long> sent) {
    return Multi.createFrom()
        .iterable(lane)
        .onItem()
        .transformToUniAndConcatenate(row -> send(row).invoke(() -> sent.add(row.id)))
        .collect()
        .last()
        .invoke(outage::worked)
        .onFailure()
        .invoke(outage::failed)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> send(OutboxRow row) {
    return output
        .send(record(row))
        .onFailure(RecordTooLargeException.class)
        .recoverWithUni(failure -> giveUp(row, failure));
  }

  /** Waiting would not make it smaller, and would hold up every other message. */
  private static Uni<Void> giveUp(OutboxRow row, Throwable failure) {
    LOG.errorf(
        "Message is too large to be sent and is dropped topic=%s messageId=%s bytes=%d reason=\"%s\"",
        row.topic, row.messageId, row.payload.getBytes(UTF_8).length, failure.getMessage());
    return Uni.createFrom().voidItem();
  }

  private ProducerRecord<byte[], byte[]> record(OutboxRow row) {
    return CloudEvents.record(row, clock.instant());
  }
}
