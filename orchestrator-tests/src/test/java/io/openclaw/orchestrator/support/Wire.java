package io.openclaw.orchestrator.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Talks to the orchestrator over Kafka as the other services do. */
public final class Wire implements AutoCloseable {
  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Tap> taps = new CopyOnWriteArrayList<>();

  public Wire(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends an event as a CloudEvent with an id of its own. */
  public void send(String topic, String key, Object event) {
    send(topic, key, event, UUID.randomUUID().toString());
  }

  public void send(String topic, String key, Object event, String messageId) {
    sendRaw(
        topic,
        key,
        EventJson.write(event),
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", messageId,
            "ce_type", EventJson.typeOf(event),
            "ce_source", "/openclaw/test",
            "content-type", "application/json"));
  }

  /** Returns once the broker has it. */
  public void sendRaw(
      String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    send(record);
  }

  /** The same message once more, as where Kafka was not told that it was dealt with. */
  public void sendAgain(ConsumerRecord<byte[], byte[]> record) {
    send(
        new ProducerRecord<>(
            record.topic(), record.partition(), record.key(), record.value(), record.headers()));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("cannot send to " + record.topic(), e);
    }
  }

  /** Listens to topics from their first record on. */
  public Tap tap(List<String> topics) {
    Tap tap = new Tap(topics);
    taps.add(tap);
    return tap;
  }

  @Override
  public void close() {
    taps.forEach(Tap::close);
    producer.close();
  }

  /** All that has been on some topics. */
  public final class Tap implements AutoCloseable {
    private final List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean open = true;

    private Tap(List<String> topics) {
      Map<String, Object> properties = new HashMap<>();
      properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
      properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
      this.consumer =
          new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer.assign(
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      this.thread = Thread.ofPlatform().daemon().name("tap " + topics).start(this::listen);
    }

    public List<ConsumerRecord<byte[], byte[]>> records() {
      return List.copyOf(records);
    }

    /** The events of one key, in the order in which they came. */
    public <T> List<T> events(String key, Class<T> stream) {
      return keyed(key).map(record -> read(record, stream)).toList();
    }

    public Stream<ConsumerRecord<byte[], byte[]>> keyed(String key) {
      return records.stream()
          .filter(record -> record.key() != null && key.equals(new String(record.key(), UTF_8)));
    }

    @Override
    public void close() {
      open = false;
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private void listen() {
      try (consumer) {
        while (open) {
          consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
      }
    }
  }

  public static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> stream) {
    try {
      return EventJson.read(record.value(), stream);
    } catch (MalformedEventException e) {
      throw new AssertionError(e);
    }
  }

  public static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
