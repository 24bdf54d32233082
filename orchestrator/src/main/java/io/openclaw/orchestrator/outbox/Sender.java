package io.openclaw.orchestrator.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import io.openclaw.event.CloudEvents;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.message.KafkaOutput;
import io.openclaw.orchestrator.store.AttemptId;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends stored messages to Kafka as CloudEvents, all of a batch at once; the producer keeps those
 * of one key and topic in order. Where one of them does not arrive, those behind it do not count,
 * so that they are sent again after it.
 */
@ApplicationScoped
class Sender {
  private static final Logger LOG = Logger.getLogger(Sender.class);
  private static final String SOURCE = "/openclaw/orchestrator";

  private final KafkaOutput output;
  private final Clock clock;
  private final OutageLog outage = new OutageLog(LOG, "Sending to Kafka");

  private record Lane(String topic, String key) {}

  Sender(KafkaOutput output, Clock clock) {
    this.output = output;
    this.clock = clock;
  }

  /**
   * Gives the ids of all that need not be sent again. Never fails; blocks until all is known.
   *
   * @param partitions of steps; the others go where their keys belong
   */
  Set<Long> send(List<OutboxMessage> messages, Map<AttemptId, Integer> partitions) {
    Map<OutboxMessage, CompletableFuture<Void>> underWay = new LinkedHashMap<>();
    Map<String, CompletableFuture<Void>> unknownTopics = new HashMap<>();
    for (OutboxMessage message : messages) {
      CompletableFuture<Void> sending = unknownTopics.get(message.topic());
      if (sending == null) {
        Integer partition = message.isStep() ? partitions.get(message.attempt()) : null;
        sending = output.send(record(message, partition));
        if (isUnknown(sending)) {
          unknownTopics.put(message.topic(), sending);
        }
      }
      underWay.put(message, sending);
    }
    Set<Long> arrived = new HashSet<>();
    Set<Lane> broken = new HashSet<>();
    underWay.forEach((message, sending) -> {
      Lane lane = new Lane(message.topic(), message.key());
      if (arrives(message, sending) && !broken.contains(lane)) {
        arrived.add(message.id());
      } else {
        broken.add(lane);
      }
    });
    return arrived;
  }

  /** Each message to a topic that nobody knows would be waited for as long again. */
  private static boolean isUnknown(CompletableFuture<Void> sending) {
    return sending.isCompletedExceptionally() && sending.exceptionNow() instanceof TimeoutException;
  }

  private boolean arrives(OutboxMessage message, CompletableFuture<Void> sending) {
    try {
      sending.join();
      outage.worked();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        return giveUp(message, tooLarge);
      }
      outage.failed(requireNonNullElse(e.getCause(), e));
      return false;
    }
  }

  /** Waiting would not make it smaller, and would hold up every other message. */
  private boolean giveUp(OutboxMessage message, RecordTooLargeException reason) {
    LOG.errorf(
        "Message is too large to be sent and is dropped topic=%s messageId=%s bytes=%d reason=\"%s\"",
        message.topic(),
        message.messageId(),
        message.payload().getBytes(UTF_8).length,
        reason.getMessage());
    return !message.isStep() || failStep(message);
  }

  /** What no worker will ever see must not be waited for: the step fails as if one had said so. */
  private boolean failStep(OutboxMessage message) {
    RunStep step = message.step();
    StepReport report =
        new StepReport.Failed(
            step.taskId(),
            clock.instant(),
            step.step(),
            Failure.permanent(
                "STEP_TOO_LARGE",
                "the step's inputs are too large to be sent: let earlier steps pass artifacts on"),
            null);
    OutboxMessage word =
        new OutboxMessage(
            message.id(),
            Topics.REPORTS,
            message.key(),
            message.messageId() + "/too-large",
            EventJson.typeOf(report),
            null,
            EventJson.writeString(report));
    return arrives(word, output.send(record(word, null)));
  }

  private ProducerRecord<byte[], byte[]> record(
      OutboxMessage message, @Nullable Integer partition) {
    Headers headers = new RecordHeaders();
    CloudEvents.headers(message.messageId(), message.type(), SOURCE, message.key(), clock.instant())
        .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
    return new ProducerRecord<>(
        message.topic(),
        partition,
        null,
        message.key().getBytes(UTF_8),
        message.payload().getBytes(UTF_8),
        headers);
  }
}
