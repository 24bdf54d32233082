package io.openclaw.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real broker in a process of its own: its jars are of another version than the client that is
 * tested, and so must not be on the tests' class path. It ends with the JVM at the latest.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final String CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qk";
  private static final String CLASS_PATH = classPath();

  private final Path folder;
  private final int port = Ports.free();
  private final int controllerPort = Ports.free();
  private Process process;

  private KafkaBroker(Path folder, Map<String, String> more) throws IOException {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    writeProperties(more);
    format();
    this.process = launchBroker();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
  }

  /** One with an empty folder, which answers. */
  public static KafkaBroker start(Path folder) {
    return start(folder, Map.of());
  }

  /** The same, with settings of {@code server.properties} besides. */
  public static KafkaBroker start(Path folder, Map<String, String> more) {
    try {
      return new KafkaBroker(folder, more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** As if the power had gone; its data stays. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** On the same port and with the same data. */
  public void startAgain() {
    try {
      process = launchBroker();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It answers nobody while nobody's connection ends, until the answer is closed. */
  public AutoCloseable standStill() {
    signal("STOP");
    return () -> signal("CONT");
  }

  @Override
  public void close() {
    kill();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-s", name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void format() throws IOException {
    Process tool =
        launch(
            "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", properties().toString());
    if (tool.onExit().join().exitValue() != 0) {
      throw new IOException("Kafka cannot format its folder, see " + log());
    }
  }

  private Process launchBroker() throws IOException {
    Process started = launch("kafka.Kafka", properties().toString());
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            address(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            60_000);
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().nodes().get();
      return started;
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("Kafka does not start, see " + log(), e);
    }
  }

  private Process launch(String mainClass, String... arguments) throws IOException {
    return new ProcessBuilder(JavaProgram.main(CLASS_PATH, mainClass, List.of(arguments)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private Path log() {
    return folder.resolve("kafka.log");
  }

  private Path properties() {
    return folder.resolve("server.properties");
  }

  private void writeProperties(Map<String, String> more) throws IOException {
    String fixed =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        auto.create.topics.enable=false
        offsets.topic.num.partitions=3
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        broker.session.timeout.ms=2000
        broker.heartbeat.interval.ms=400
        """
            .formatted(port, controllerPort, folder.resolve("data"));
    String added =
        new TreeMap<>(more)
            .entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    Files.writeString(properties(), fixed + added + "\n");
  }

  /** The build writes it, see the module's {@code pom.xml}. */
  private static String classPath() {
    try (InputStream listed = KafkaBroker.class.getResourceAsStream("/kafka.classpath")) {
      if (listed == null) {
        throw new IllegalStateException("test-servers was not built by Maven");
      }
      return new String(listed.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
