package io.openclaw.orchestrator.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;

import io.openclaw.event.CloudEvents;
import io.openclaw.orchestrator.message.KafkaOutput;
import io.openclaw.orchestrator.store.AttemptId;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
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
   * What has become of a batch; what is in neither has to be sent again.
   *
   * @param arrived the ids of those that the brokers have
   * @param tooLarge those that they will never take
   */
  record Sent(Set<Long> arrived, List<OutboxMessage> tooLarge) {}

  private enum Arrival {
    ARRIVED,
    TOO_LARGE,
    NOT_YET
  }

  /**
   * Never fails; blocks until all is known.
   *
   * @param partitions of steps; the others go where their keys belong
   */
  Sent send(List<OutboxMessage> messages, Map<AttemptId, Integer> partitions) {
    Map<OutboxMessage, CompletableFuture<Void>> underWay = handOver(messages, partitions);
    Set<Long> arrived = new HashSet<>();
    List<OutboxMessage> tooLarge = new ArrayList<>();
    Set<Lane> broken = new HashSet<>();
    underWay.forEach((message, sending) -> {
      Lane lane = new Lane(message.topic(), message.key());
      Arrival arrival = arrival(message, sending);
      switch (broken.contains(lane) ? Arrival.NOT_YET : arrival) {
        case ARRIVED -> arrived.add(message.id());
        case TOO_LARGE -> tooLarge.add(message);
        case NOT_YET -> broken.add(lane);
      }
    });
    return new Sent(arrived, tooLarge);
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

  private Arrival arrival(OutboxMessage message, CompletableFuture<Void> sending) {
    try {
      sending.join();
      outage.worked();
      return Arrival.ARRIVED;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        logTooLarge(message, tooLarge);
        return Arrival.TOO_LARGE;
      }
      outage.failed(requireNonNullElse(e.getCause(), e));
      return Arrival.NOT_YET;
    }
  }

  private static void logTooLarge(OutboxMessage message, RecordTooLargeException reason) {
    LOG.errorf(
        "Message is too large to be sent topic=%s messageId=%s bytes=%d reason=\"%s\"",
        message.topic(),
        message.messageId(),
        message.payload().getBytes(UTF_8).length,
        reason.getMessage());
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
