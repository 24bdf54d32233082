package io.openclaw.orchestrator.support;

import io.quarkus.bootstrap.resolver.maven.BootstrapMavenException;
import io.quarkus.bootstrap.resolver.maven.MavenArtifactResolver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * A real broker in a process of its own: its jars are of another version than the client that is
 * tested, and so must not be on the tests' class path. They are resolved as Maven would.
 */
final class KafkaBroker implements AutoCloseable {
  private static final String CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qk";
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8");

  private final Path folder;
  private final int port = Ports.free();
  private final int controllerPort = Ports.free();
  private final String classPath = classPath();
  private Process process;

  KafkaBroker(Path folder) {
    this.folder = folder;
    run("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", properties().toString());
    this.process = start();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** As if the power had gone; its data stays. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** STOP lets it answer nobody while nobody's connection ends, until CONT. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-s", name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void startAgain() {
    process = start();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private Process start() {
    Process started = launch("kafka.Kafka", properties().toString());
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                60_000))) {
      admin.describeCluster().nodes().get();
      return started;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Kafka does not start, see " + log(), e);
    }
  }

  private void run(String mainClass, String... arguments) {
    try {
      Process tool = launch(mainClass, arguments);
      if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
        throw new IllegalStateException(mainClass + " fails, see " + log());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process launch(String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("kafka.log");
  }

  private Path properties() {
    Path file = folder.resolve("kafka.properties");
    if (Files.exists(file)) {
      return file;
    }
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    properties.put("advertised.listeners", "PLAINTEXT://" + address());
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", folder.resolve("kafka-data").toString());
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "3");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("broker.session.timeout.ms", "2000");
    properties.put("broker.heartbeat.interval.ms", "400");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static String classPath() {
    try {
      MavenArtifactResolver resolver =
          MavenArtifactResolver.builder().setWorkspaceDiscovery(false).build();
      return resolver
          .resolveDependencies(
              new DefaultArtifact(
                  "org.apache.kafka",
                  "kafka_2.13",
                  "jar",
                  System.getProperty("kafka-server.version")),
              List.of())
          .getArtifactResults()
          .stream()
          .map(result -> result.getArtifact().getFile().getPath())
          .collect(Collectors.joining(File.pathSeparator));
    } catch (BootstrapMavenException e) {
      throw new IllegalStateException("Kafka's jars cannot be resolved", e);
    }
  }
}
