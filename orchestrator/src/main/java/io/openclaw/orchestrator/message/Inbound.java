package io.openclaw.orchestrator.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * How every consumer deals with a record. The returned {@link Uni} never fails and completes when
 * the record has been dealt with for good, so that it is acknowledged then and not before:
 *
 * <ul>
 *   <li>what can't be parsed, or can't ever be dealt with, is in the dead letters;
 *   <li>where the database or Kafka is away, it is tried again, for as long as it takes. The
 *       channel waits meanwhile: it keeps polling, so it keeps its partitions, and takes nothing
 *       new.
 * </ul>
 */
@ApplicationScoped
public class Inbound {
  private static final Logger LOG = Logger.getLogger(Inbound.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int TRIES_OF_A_BUG = 3;

  private final DeadLetters deadLetters;

  Inbound(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /**
   * Deals with one record.
   *
   * @param stream the sealed interface of the topic's events
   * @param work may be called again after a failure
   */
  public <T> Uni<Void> handle(
      ConsumerRecord<byte[], byte[]> record,
      Class<T> stream,
      Function<Received<T>, Uni<Void>> work) {
    try {
      Received<T> received =
          new Received<>(messageId(record), EventJson.read(bytes(record), stream));
      return insist(
          record, orDeadLetter(record, Uni.createFrom().deferred(() -> work.apply(received))));
    } catch (MalformedEventException e) {
      return insist(record, deadLetters.put(record, String.valueOf(e.getMessage())));
    }
  }

  private Uni<Void> orDeadLetter(ConsumerRecord<byte[], byte[]> record, Uni<Void> work) {
    return work.onFailure(failure -> Fault.of(failure) == Fault.PROGRAM)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(TRIES_OF_A_BUG)
        .onFailure(failure -> Fault.of(failure) == Fault.PROGRAM)
        .invoke(failure -> LOG.error("Message can't be dealt with", failure))
        .onFailure(failure -> Fault.of(failure) != Fault.OUTAGE)
        .recoverWithUni(
            failure -> deadLetters.put(record, "can't be dealt with: " + Fault.root(failure)));
  }

  private static Uni<Void> insist(ConsumerRecord<byte[], byte[]> record, Uni<Void> work) {
    return work.onFailure()
        .invoke(failure -> logRetry(record, failure))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private static void logRetry(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
    LOG.warnf(
        "Message waits and is tried again topic=%s partition=%d offset=%d reason=\"%s\"",
        record.topic(), record.partition(), record.offset(), failure);
  }

  /**
   * Ids are unique for their source, and as long as senders like. A sender that names none is told
   * apart by the record's place.
   */
  private static String messageId(ConsumerRecord<byte[], byte[]> record) {
    String id = header(record, "ce_id");
    return id.isEmpty()
        ? record.topic() + "/" + record.partition() + "/" + record.offset()
        : hash(header(record, "ce_source") + "\n" + id);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] bytes(ConsumerRecord<byte[], byte[]> record)
      throws MalformedEventException {
    byte[] value = record.value();
    if (value == null) {
      throw new MalformedEventException("no content");
    }
    return value;
  }
}
