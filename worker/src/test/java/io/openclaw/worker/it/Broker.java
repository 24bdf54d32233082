package io.openclaw.worker.it;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.net.ServerSocket;
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
import org.apache.kafka.common.Uuid;

/** A Kafka broker in a process of its own; its jars are listed by the build. */
final class Broker {
  /** In bytes, as in the topics that the orchestrator makes. */
  static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

  private static final Path CLASS_PATH = Path.of("target/kafka.classpath");

  private final Path folder;
  private final int port = freePort();
  private final int controllerPort = freePort();
  private Process process;

  private Broker(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Files.writeString(folder.resolve("server.properties"), properties());
    Process format =
        java(
            "kafka.tools.StorageTool",
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            folder.resolve("server.properties").toString());
    if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
      throw new IOException("the broker's folder could not be formatted: " + folder);
    }
    this.process = launch();
  }

  static Broker start() throws IOException, InterruptedException {
    return new Broker(folder("kafka-"));
  }

  String address() {
    return "127.0.0.1:" + port;
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
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** On the same port and with the same data. */
  void restart() throws IOException {
    process = launch();
  }

  void stop() {
    process.destroyForcibly();
  }

  private Process launch() throws IOException {
    return java("kafka.Kafka", folder.resolve("server.properties").toString());
  }

  private Process java(String main, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", Files.readString(CLASS_PATH).strip(), main));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
        .start();
  }

  private String properties() {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    auto.create.topics.enable=false
    message.max.bytes=%4$d
    offsets.topic.num.partitions=1
    offsets.topic.replication.factor=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    group.initial.rebalance.delay.ms=0
    broker.session.timeout.ms=2000
    broker.heartbeat.interval.ms=400
    """
        .formatted(port, controllerPort, folder.resolve("log"), LARGEST_MESSAGE);
  }

  /** A new folder that is gone with the next clean build. */
  static Path folder(String prefix) throws IOException {
    Path parent = Files.createDirectories(Path.of("target/it").toAbsolutePath());
    return Files.createTempDirectory(parent, prefix);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}
