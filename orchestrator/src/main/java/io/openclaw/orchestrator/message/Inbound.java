package io.openclaw.orchestrator.message;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * How every consumer deals with what has come. The returned {@link Uni} never fails and completes
 * when all of it has been dealt with for good, so that it is acknowledged then and not before:
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
  private final DeadLetters deadLetters;
  private final UnderWay underWay;

  /** What nothing can be made of, and why. */
  private record Letter(ConsumerRecord<byte[], byte[]> record, String reason) {}

  Inbound(DeadLetters deadLetters, UnderWay underWay) {
    this.deadLetters = deadLetters;
    this.underWay = underWay;
  }

  /**
   * Deals with all that has come at once.
   *
   * @param stream the sealed interface of the topic's events
   * @param work takes messages, in order; gives the ids of those that it can make nothing of, and
   *     why. Where it fails, it is called again, with all of them or with one at a time
   */
  public <T> Uni<Void> handle(
      ConsumerRecords<byte[], byte[]> records,
      Class<T> stream,
      Function<List<Received<T>>, Uni<Map<String, Throwable>>> work) {
    Reading<T> reading = new Reading<>(stream);
    records.forEach(reading::add);
    Uni<Void> all =
        putAll(reading.malformed)
            .chain(() -> insist(reading, work))
            .chain(refused -> putAll(letters(refused, reading.byId)));
    return underWay.measured(topic(records), all);
  }

  /**
   * Deals with some of what has come, for one who hears what another one hears as well: whatever
   * nothing can be made of is left to that one.
   *
   * @param types of the events, as the records' headers say
   */
  public <T> Uni<Void> overhear(
      ConsumerRecords<byte[], byte[]> records,
      Class<T> stream,
      Set<String> types,
      Function<List<Received<T>>, Uni<Map<String, Throwable>>> work) {
    Reading<T> reading = new Reading<>(stream);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (types.contains(MessageId.header(record, "ce_type"))) {
        reading.add(record);
      }
    }
    return insist(reading, work).replaceWithVoid();
  }

  private static <T> Uni<Map<String, Throwable>> insist(
      Reading<T> reading, Function<List<Received<T>>, Uni<Map<String, Throwable>>> work) {
    return new Insistence<>(work, new Origins(reading.byId)).on(reading.received);
  }

  /** What can be read, and what can't. */
  private static final class Reading<T> {
    private final Class<T> stream;
    private final List<Received<T>> received = new ArrayList<>();
    private final List<Letter> malformed = new ArrayList<>();
    private final Map<String, ConsumerRecord<byte[], byte[]>> byId = new HashMap<>();

    private Reading(Class<T> stream) {
      this.stream = stream;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
      try {
        T event = EventJson.read(bytes(record), stream);
        String id = MessageId.of(record);
        received.add(new Received<>(id, event));
        byId.put(id, record);
      } catch (MalformedEventException e) {
        malformed.add(new Letter(record, String.valueOf(e.getMessage())));
      }
    }
  }

  /** A channel has one. */
  private static String topic(ConsumerRecords<byte[], byte[]> records) {
    return records.isEmpty() ? "none" : records.iterator().next().topic();
  }

  private static List<Letter> letters(
      Map<String, Throwable> refused, Map<String, ConsumerRecord<byte[], byte[]>> byId) {
    List<Letter> letters = new ArrayList<>();
    refused.forEach((id, reason) ->
        letters.add(
            new Letter(
                requireNonNull(byId.get(id), id), "can't be dealt with: " + Fault.root(reason))));
    return letters;
  }

  private Uni<Void> putAll(List<Letter> letters) {
    return Multi.createFrom()
        .iterable(letters)
        .onItem()
        .transformToUniAndConcatenate(this::put)
        .collect()
        .last();
  }

  private Uni<Void> put(Letter letter) {
    return Insistence.always(
        Origins.of(letter.record()),
        Uni.createFrom().deferred(() -> deadLetters.put(letter.record(), letter.reason())));
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
