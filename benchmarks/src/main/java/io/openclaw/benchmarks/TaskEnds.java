package io.openclaw.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.event.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hears from the recorded events which tasks have ended, from now on. */
final class TaskEnds implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final BiConsumer<String, String> listener;
  private final CompletableFuture<Void> ended;
  private volatile boolean open = true;

  /**
   * @param listener gets each ended task's id and the type of its last event, on a thread of this
   */
  TaskEnds(String kafka, BiConsumer<String, String> listener) {
    this.listener = listener;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.EVENTS).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    this.ended =
        CompletableFuture.runAsync(this::listen, task -> Thread.ofPlatform().daemon().start(task));
  }

  @Override
  public void close() {
    open = false;
    ended.join();
  }

  private void listen() {
    try (consumer) {
      while (open) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          Header type = record.headers().lastHeader("ce_type");
          String name = new String(type.value(), UTF_8);
          if (name.matches("io\\.openclaw\\.task\\.(completed|failed|cancelled)\\.v1")) {
            listener.accept(record.key(), name);
          }
        }
      }
    }
  }
}
