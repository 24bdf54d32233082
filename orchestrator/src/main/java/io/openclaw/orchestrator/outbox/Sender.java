package io.openclaw.orchestrator.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;

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
  private final KnownTopics known;
  private final Clock clock;
  private final OutageLog outage = new OutageLog(LOG, "Sending to Kafka");

  private record Lane(String topic, String key) {}

  Sender(KafkaOutput output, KnownTopics known, Clock clock) {
    this.output = output;
    this.known = known;
    this.clock = clock;
  }

  /**
   * Gives the ids of all that need not be sent again. Never fails; blocks until all is known.
   *
   * @param partitions of steps; the others go where their keys belong
   */
  Set<Long> send(List<OutboxMessage> messages, Map<AttemptId, Integer> partitions) {
    Map<OutboxMessage, CompletableFuture<Void>> underWay = handOver(messages, partitions);
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

  private Map<OutboxMessage, CompletableFuture<Void>> handOver(
      List<OutboxMessage> messages, Map<AttemptId, Integer> partitions) {
    Map<OutboxMessage, CompletableFuture<Void>> underWay = new LinkedHashMap<>();
    Set<String> topics = messages.stream().map(OutboxMessage::topic).collect(toSet());
    Set<String> left = new HashSet<>(known.unknown(topics));
    Set<String> open = new HashSet<>();
    for (OutboxMessage message : messages) {
      String topic = message.topic();
      if (left.contains(topic)) {
        underWay.put(
            message, CompletableFuture.failedFuture(new TimeoutException("no topic " + topic)));
        continue;
      }
      Integer partition = message.isStep() ? partitions.get(message.attempt()) : null;
      CompletableFuture<Void> sending = output.send(record(message, partition));
      underWay.put(message, sending);
      if (hasWaitedInVain(sending)) {
        known.lost(topic);
        // One such wait is enough for a batch: the others are asked for before the next one.
        topics.stream().filter(other -> !open.contains(other)).forEach(left::add);
        left.add(topic);
      } else {
        open.add(topic);
      }
    }
    return underWay;
  }

  /** A topic that was there is not, so that the producer has blocked. */
  private static boolean hasWaitedInVain(CompletableFuture<Void> sending) {
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
