package io.openclaw.gateway.testing;

import static org.awaitility.Awaitility.await;

import io.openclaw.event.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

  private final Path folder;
  private final int port = Ports.free();
  private Process broker;

  private TestKafka(Path folder) {
    this.folder = folder;
    this.broker = startBroker();
  }

  public static TestKafka start(Path folder) {
    try {
      Path home = Files.createDirectories(folder.resolve("kafka"));
      TestKafka kafka = new TestKafka(home);
      kafka.createTopic();
      return kafka;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  public void kill() {
    Children.end(broker);
  }

  public void startAgain() {
    broker = startBroker();
    awaitTopic();
  }

  private Process startBroker() {
    try {
      Path properties = folder.resolve("server.properties");
      if (!Files.exists(properties)) {
        Files.writeString(properties, properties(Ports.free()));
        Path log = folder.resolve("format.log");
        int exit =
            Children.awaitEnd(
                run(log, "kafka.tools.StorageTool", "format", "-t", clusterId(), "-c", properties));
        if (exit != 0) {
          throw new IllegalStateException("cannot format: " + Files.readString(log));
        }
      }
      return run(folder.resolve("broker.log"), "kafka.Kafka", properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String clusterId() {
    return org.apache.kafka.common.Uuid.randomUuid().toString();
  }

  private static Process run(Path log, Object... main) throws IOException {
    String classPath = Files.readString(Path.of("target/kafka.classpath"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Children.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
    Stream.of(main).map(Object::toString).forEach(command::add);
    return Children.start(command, Map.of(), log);
  }

  private String properties(int controllerPort) {
    return String.join(
        "\n",
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "controller.listener.names=CONTROLLER",
        "log.dirs=" + folder.resolve("data"),
        "auto.create.topics.enable=false",
        "offsets.topic.replication.factor=1",
        "broker.session.timeout.ms=2000",
        "broker.heartbeat.interval.ms=400",
        "group.initial.rebalance.delay.ms=0",
        "");
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
