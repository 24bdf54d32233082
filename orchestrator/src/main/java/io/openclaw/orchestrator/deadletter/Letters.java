package io.openclaw.orchestrator.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.event.DeadLetterHeaders;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.store.Bytes;
import io.openclaw.orchestrator.store.StoredLetter;
import io.openclaw.orchestrator.store.StoredLetter.LetterHeader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Dead letters between Kafka and the store. */
final class Letters {
  private static final Set<String> ADDED =
      Set.of(
          DeadLetterHeaders.REASON,
          DeadLetterHeaders.TOPIC,
          DeadLetterHeaders.PARTITION,
          DeadLetterHeaders.OFFSET,
          DeadLetterHeaders.SIZE);

  private static final String MESSAGE_ID = "ce_id";
  private static final String SOURCE = "ce_source";

  private Letters() {}

  /**
   * Reads a letter as a consumer has left it. What says nothing about where it came from is a
   * letter about itself.
   *
   * @param maxValue a larger value is left out, in bytes
   * @param now a letter is not of later: a record may name any time, as one that no database holds,
   *     and what is of the future never becomes old
   */
  static StoredLetter read(ConsumerRecord<byte[], byte[]> record, long maxValue, Instant now) {
    Source source = source(record);
    String reason = header(record, DeadLetterHeaders.REASON);
    byte[] value = record.value();
    Integer size =
        value == null ? number(record, DeadLetterHeaders.SIZE) : Integer.valueOf(value.length);
    return new StoredLetter(
        source.topic,
        source.partition,
        source.offset,
        reason == null ? "came without a reason" : reason,
        Bytes.of(record.key()),
        headers(record),
        value == null || value.length > maxValue ? null : Bytes.of(value),
        size,
        Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, now.toEpochMilli())));
  }

  private record Source(String topic, int partition, long offset) {}

  private static Source source(ConsumerRecord<byte[], byte[]> record) {
    String topic = header(record, DeadLetterHeaders.TOPIC);
    Integer partition = number(record, DeadLetterHeaders.PARTITION);
    Long offset = longNumber(record, DeadLetterHeaders.OFFSET);
    return topic == null || partition == null || offset == null
        ? new Source(record.topic(), record.partition(), record.offset())
        : new Source(topic, partition, offset);
  }

  /**
   * Why it must not be sent again; null where it may be. A letter about itself would come back for
   * ever.
   */
  static @Nullable String obstacle(StoredLetter letter) {
    if (!letter.isComplete()) {
      return "its value, of %d bytes, was too large to be kept; it lies at offset %d of partition %d"
              .formatted(letter.size(), letter.offset(), letter.partition())
          + " of %s for as long as Kafka keeps it".formatted(letter.topic());
    }
    boolean ours = letter.topic().startsWith("openclaw.");
    return ours && !letter.topic().equals(Topics.DEAD_LETTERS)
        ? null
        : "nothing is sent to the topic " + letter.topic();
  }

  /**
   * The message as it came. It keeps its id, so that whoever has dealt with it meanwhile knows it;
   * one that had none gets one, so that it is known when it is sent a second time after a crash.
   */
  static ProducerRecord<byte[], byte[]> record(long id, StoredLetter letter) {
    Headers headers = new RecordHeaders();
    letter.headers().forEach(header -> headers.add(header.name(), Bytes.arrayOf(header.value())));
    if (headers.lastHeader(MESSAGE_ID) == null) {
      headers.add(MESSAGE_ID, ("dead-letter-" + id).getBytes(UTF_8));
      headers.remove(SOURCE).add(SOURCE, "/openclaw/dead-letters".getBytes(UTF_8));
    }
    // Whose steps they are follows from the partition; elsewhere from the key.
    Integer partition = Topics.isSteps(letter.topic()) ? Integer.valueOf(letter.partition()) : null;
    return new ProducerRecord<>(
        letter.topic(),
        partition,
        null,
        Bytes.arrayOf(letter.key()),
        Bytes.arrayOf(letter.value()),
        headers);
  }

  private static List<LetterHeader> headers(ConsumerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .filter(header -> !ADDED.contains(header.key()))
        .map(header -> new LetterHeader(header.key(), Bytes.of(header.value())))
        .toList();
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static @Nullable Integer number(ConsumerRecord<byte[], byte[]> record, String name) {
    Long number = longNumber(record, name);
    return number == null || number > Integer.MAX_VALUE ? null : Integer.valueOf(number.intValue());
  }

  /** Null where it is none, or below zero. */
  private static @Nullable Long longNumber(ConsumerRecord<byte[], byte[]> record, String name) {
    String text = header(record, name);
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }
}
