package io.openclaw.orchestrator.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.event.CloudEvents;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.message.KafkaOutput;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Outbox;
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
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends stored messages to Kafka as CloudEvents. Those of one key and topic go one after the other,
 * so that no failure can turn their order round; others go side by side.
 */
@ApplicationScoped
class Sender {
  private static final Logger LOG = Logger.getLogger(Sender.class);
  private static final String SOURCE = "/openclaw/orchestrator";
  private static final int SIDE_BY_SIDE = 32;

  private final KafkaOutput output;
  private final Clock clock;
  private final OutageLog outage = new OutageLog(LOG, "Sending to Kafka");

  private record Lane(String topic, String key) {}

  Sender(KafkaOutput output, Clock clock) {
    this.output = output;
    this.clock = clock;
  }

  /**
   * Completes, on any thread, with the ids of all that need not be sent again. Never fails.
   *
   * @param partitions by the messages' ids; the others go where their keys belong
   */
  Uni<Set<Long>> send(List<OutboxRow> rows, Map<Long, Integer> partitions) {
    Map<Lane, List<OutboxRow>> lanes = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      lanes.computeIfAbsent(new Lane(row.topic, row.key), _ -> new ArrayList<>()).add(row);
    }
    Set<Long> sent = ConcurrentHashMap.newKeySet();
    return Multi.createFrom()
        .iterable(lanes.values())
        .onItem()
        .transformToUni(lane -> sendInTurn(lane, partitions, sent))
        .merge(SIDE_BY_SIDE)
        .collect()
        .last()
        .replaceWith(sent);
  }

  private Uni<Void> sendInTurn(
      List<OutboxRow> lane, Map<Long, Integer> partitions, Set<Long> sent) {
    return Multi.createFrom()
        .iterable(lane)
        .onItem()
        .transformToUniAndConcatenate(
            row -> send(row, partitions.get(row.id)).invoke(() -> sent.add(row.id)))
        .collect()
        .last()
        .invoke(outage::worked)
        .onFailure()
        .invoke(outage::failed)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> send(OutboxRow row, @Nullable Integer partition) {
    return output
        .send(record(row, partition))
        .onFailure(RecordTooLargeException.class)
        .recoverWithUni(failure -> giveUp(row, failure));
  }

  /** Waiting would not make it smaller, and would hold up every other message. */
  private Uni<Void> giveUp(OutboxRow row, Throwable failure) {
    LOG.errorf(
        "Message is too large to be sent and is dropped topic=%s messageId=%s bytes=%d reason=\"%s\"",
        row.topic, row.messageId, row.payload.getBytes(UTF_8).length, failure.getMessage());
    return Topics.isSteps(row.topic) ? failStep(row) : Uni.createFrom().voidItem();
  }

  /** What no worker will ever see must not be waited for: the step fails as if one had said so. */
  private Uni<Void> failStep(OutboxRow row) {
    RunStep step = Outbox.command(row);
    StepReport report =
        new StepReport.Failed(
            step.taskId(),
            clock.instant(),
            step.step(),
            Failure.permanent(
                "STEP_TOO_LARGE",
                "the step's inputs are too large to be sent: let earlier steps pass artifacts on"));
    return output.send(
        record(
            Topics.REPORTS,
            null,
            row.key,
            row.messageId + "/too-large",
            EventJson.typeOf(report),
            EventJson.write(report)));
  }

  private ProducerRecord<byte[], byte[]> record(OutboxRow row, @Nullable Integer partition) {
    return record(
        row.topic, partition, row.key, row.messageId, row.type, row.payload.getBytes(UTF_8));
  }

  private ProducerRecord<byte[], byte[]> record(
      String topic,
      @Nullable Integer partition,
      String key,
      String messageId,
      String type,
      byte[] payload) {
    Headers headers = new RecordHeaders();
    CloudEvents.headers(messageId, type, SOURCE, key, clock.instant())
        .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
    return new ProducerRecord<>(topic, partition, null, key.getBytes(UTF_8), payload, headers);
  }
}
