package io.openclaw.local.server;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Installation;
import io.openclaw.local.home.PrivateFiles;
import io.openclaw.local.process.Health;
import io.openclaw.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kafka in a JVM of its own: one node that is broker and controller, on the loopback interface. Its
 * topics outlive it.
 */
public final class KafkaServer implements Program {
  // Without the hundreds of lines that tell every setting.
  private static final String LOGGING =
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level=INFO
      java.util.logging.SimpleFormatter.format=%1$tF %1$tT,%1$tL %4$s %3$s %5$s%6$s%n
      .level=INFO
      org.apache.kafka.common.config.level=WARNING
      kafka.server.KafkaConfig.level=WARNING
      """;

  private final Installation installation;
  private final Path folder;
  private final int port;
  private final int controllerPort;

  /**
   * @param folder its data
   */
  public KafkaServer(Installation installation, Path folder, int port, int controllerPort) {
    this.installation = requireNonNull(installation, "installation is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.port = port;
    this.controllerPort = controllerPort;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(readyFile());
    String text =
        properties().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue() + "\n")
            .sorted()
            .collect(Collectors.joining());
    PrivateFiles.write(propertiesFile(), text);
    PrivateFiles.write(loggingFile(), LOGGING);
  }

  @Override
  public List<String> command(String mark) {
    return List.of(
        installation.java().toString(),
        "-D" + mark,
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Djava.util.logging.config.file=" + loggingFile(),
        "-cp",
        installation.launcherJar() + ":" + installation.kafkaFolder() + "/*",
        KafkaBroker.class.getName(),
        propertiesFile().toString(),
        readyFile().toString());
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public Health health() {
    return Files.exists(readyFile())
        ? Tcp.accepts(port)
        : Health.notReady("the broker is still starting");
  }

  private Map<String, String> properties() {
    String controller = "127.0.0.1:" + controllerPort;
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@" + controller),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("listeners", "PLAINTEXT://" + address() + ",CONTROLLER://" + controller),
        Map.entry("advertised.listeners", "PLAINTEXT://" + address()),
        Map.entry("log.dirs", folder.resolve("log").toString()),
        // A forgotten topic is a mistake to be seen, not to be mended in silence.
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("num.partitions", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        // A single broker that comes back is known to be gone after 2 s, not after 9.
        Map.entry("broker.session.timeout.ms", "2000"),
        Map.entry("broker.heartbeat.interval.ms", "400"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // Few threads and small buffers: one user's tasks are not much for a broker.
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
        Map.entry("log.retention.hours", "168"));
  }

  private Path propertiesFile() {
    return folder.resolve("server.properties");
  }

  private Path loggingFile() {
    return folder.resolve("logging.properties");
  }

  private Path readyFile() {
    return folder.resolve("ready");
  }
}
