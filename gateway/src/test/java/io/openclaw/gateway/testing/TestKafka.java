package io.openclaw.gateway.testing;

import static org.awaitility.Awaitility.await;

import io.openclaw.event.Topics;
import io.openclaw.testing.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker in a JVM of its own, with the topic of tasks on it. */
public final class TestKafka {
  private static final int PARTITIONS = 3;

  private final KafkaBroker broker;

  private TestKafka(KafkaBroker broker) {
    this.broker = broker;
  }

  public static TestKafka start(Path folder) {
    TestKafka kafka = new TestKafka(KafkaBroker.start(folder.resolve("kafka")));
    kafka.createTopic();
    return kafka;
  }

  public String bootstrap() {
    return broker.address();
  }

  public void kill() {
    broker.kill();
  }

  public void startAgain() {
    broker.startAgain();
    awaitTopic();
  }

  private void createTopic() {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> {
          try (Admin admin = admin()) {
            // An earlier try may have worked and not have said so in time.
            if (!admin.listTopics().names().get().contains(Topics.TASKS)) {
              NewTopic topic = new NewTopic(Topics.TASKS, PARTITIONS, (short) 1);
              admin.createTopics(List.of(topic)).all().get();
            }
            return true;
          }
        });
    awaitTopic();
  }

  private void awaitTopic() {
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> endOffset() >= 0);
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            "bootstrap.servers", bootstrap(),
            "request.timeout.ms", "2000",
            "default.api.timeout.ms", "4000"));
  }

  /** How many tasks have ever been stored. */
  public long endOffset() throws InterruptedException, ExecutionException {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions()).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The orchestrators say that they have dealt with all that has ever been stored. */
  public void dealWithAll() throws InterruptedException, ExecutionException {
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        Admin admin = admin()) {
      Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
      consumer
          .endOffsets(partitions())
          .forEach((partition, end) -> all.put(partition, new OffsetAndMetadata(end)));
      admin.alterConsumerGroupOffsets(Topics.ORCHESTRATORS, all).all().get();
    }
  }

  /** All that was stored for one task. */
  public List<ConsumerRecord<String, byte[]>> recordsOf(UUID task) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(partitions());
      consumer.seekToBeginning(partitions());
      long end =
          consumer.endOffsets(partitions()).values().stream().mapToLong(Long::longValue).sum();
      List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
      for (long read = 0; read < end; ) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          read++;
          if (record.key().equals(task.toString())) {
            found.add(record);
          }
        }
      }
      return found;
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrap(), "default.api.timeout.ms", "4000"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions() {
    return Stream.iterate(0, p -> p + 1)
        .limit(PARTITIONS)
        .map(p -> new TopicPartition(Topics.TASKS, p))
        .toList();
  }
}
