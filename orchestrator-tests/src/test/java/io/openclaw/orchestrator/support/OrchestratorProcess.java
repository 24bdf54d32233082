package io.openclaw.orchestrator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.testing.JavaProgram;
import io.openclaw.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The orchestrator as users run it: the built program, in a process of its own. It ends with the
 * JVM at the latest.
 */
public final class OrchestratorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port = Ports.free();
  private final Path log;
  private final Process process;

  private OrchestratorProcess(Map<String, String> environment, List<String> options) {
    try {
      this.log =
          Files.createTempFile(Files.createDirectories(Path.of("target", "logs")), "o", ".log");
      ProcessBuilder builder = new ProcessBuilder(command(options));
      builder.environment().put("OPENCLAW_WORKSPACE", WorkspaceCopy.PRODUCT.toString());
      builder.environment().put("OPENCLAW_INTERNAL_TOKEN", Api.TOKEN);
      builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
      builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
      builder.environment().putAll(environment);
      this.process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it is ready. */
  public static OrchestratorProcess start(Map<String, String> environment) {
    return start(environment, ShortWaits.CONSUMERS);
  }

  /** The same, with options of the command line. */
  static OrchestratorProcess start(Map<String, String> environment, List<String> options) {
    OrchestratorProcess started = new OrchestratorProcess(environment, options);
    await("see " + started.log)
        .atMost(PATIENCE)
        .until(() -> started.api().isReady() || !started.process.isAlive());
    assertThat(started.process.isAlive()).as("it has ended, see %s", started.log).isTrue();
    return started;
  }

  /** Starts it and waits until it has given up; what it said. */
  public static String startInVain(Map<String, String> environment) {
    OrchestratorProcess started = new OrchestratorProcess(environment, List.of());
    await().atMost(PATIENCE).until(() -> !started.process.isAlive());
    return "exit code " + started.process.exitValue() + "\n" + started.log();
  }

  /** What it has said so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public Api api() {
    return new Api("http://127.0.0.1:" + port);
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static List<String> command(List<String> options) {
    Path program = Path.of(System.getProperty("native.image.path", "none"));
    if (Files.isExecutable(program)) {
      return Stream.concat(Stream.of(program.toString()), options.stream()).toList();
    }
    return JavaProgram.service(Path.of("..", "orchestrator"), options);
  }
}
