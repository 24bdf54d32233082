package io.openclaw.worker.it;

import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that is in a topic, from its beginning on. */
final class TopicLog implements AutoCloseable {
  private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> reader;
  private volatile boolean closed;

  TopicLog(Broker broker, String topic) {
    reader =
        CompletableFuture.runAsync(() -> read(broker.address(), topic), Thread.ofVirtual()::start);
  }

  List<ConsumerRecord<String, byte[]>> records() {
    return List.copyOf(records);
  }

  /** The events of one stream, as far as they have come. */
  <E> List<E> events(Class<E> stream) {
    return records.stream().map(record -> event(record.value(), stream)).toList();
  }

  /** What was said of a step; for the topic of reports. */
  List<StepReport> of(RunStep step) {
    return events(StepReport.class).stream()
        .filter(report -> report.taskId().equals(step.taskId()))
        .toList();
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed = true;
    reader.join();
  }

  private void read(String address, String topic) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            address,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      while (!closed) {
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
      }
    }
  }

  private static <E> E event(byte[] value, Class<E> stream) {
    try {
      return EventJson.read(value, stream);
    } catch (MalformedEventException e) {
      throw new IllegalStateException(e);
    }
  }
}
