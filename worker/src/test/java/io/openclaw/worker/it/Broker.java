package io.openclaw.worker.it;

import static java.util.stream.Collectors.toSet;

import io.openclaw.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A Kafka broker in a process of its own, and what its topics have. */
final class Broker {
  /** In bytes, as in the topics that the orchestrator makes. */
  static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

  private final KafkaBroker broker;

  private Broker(KafkaBroker broker) {
    this.broker = broker;
  }

  static Broker start() throws IOException {
    String largest = Integer.toString(LARGEST_MESSAGE);
    return new Broker(KafkaBroker.start(folder("kafka-"), Map.of("message.max.bytes", largest)));
  }

  String address() {
    return broker.address();
  }

  Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()));
  }

  void createTopics(String... names) throws Exception {
    createTopics(1, names);
  }

  void createTopics(int partitions, String... names) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      topics.add(new NewTopic(name, partitions, (short) 1));
    }
    try (Admin admin = admin()) {
      Set<String> there = admin.listTopics().names().get(60, TimeUnit.SECONDS);
      topics.removeIf(topic -> there.contains(topic.name()));
      admin.createTopics(topics).all().get(60, TimeUnit.SECONDS);
    }
  }

  /** Those of all topics whose names begin so. */
  Set<TopicPartition> partitions(String prefix) throws Exception {
    try (Admin admin = admin()) {
      List<String> names =
          admin.listTopics().names().get(60, TimeUnit.SECONDS).stream()
              .filter(name -> name.startsWith(prefix))
              .toList();
      return admin.describeTopics(names).allTopicNames().get(60, TimeUnit.SECONDS).values().stream()
          .flatMap(topic ->
              topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
          .collect(toSet());
    }
  }

  /** Up to where a group has dealt with a partition. */
  long committed(String group, TopicPartition partition) throws Exception {
    try (Admin admin = admin()) {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(60, TimeUnit.SECONDS)
              .get(partition);
      return committed == null ? 0 : committed.offset();
    }
  }

  /** Up to where a partition is written. */
  long end(TopicPartition partition) throws Exception {
    try (Admin admin = admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get(60, TimeUnit.SECONDS)
          .offset();
    }
  }

  /** As a power cut would. */
  void kill() {
    broker.kill();
  }

  /** On the same port and with the same data. */
  void restart() {
    broker.startAgain();
  }

  /** A new folder that is gone with the next clean build. */
  static Path folder(String prefix) throws IOException {
    Path parent = Files.createDirectories(Path.of("target/it").toAbsolutePath());
    return Files.createTempDirectory(parent, prefix);
  }
}
