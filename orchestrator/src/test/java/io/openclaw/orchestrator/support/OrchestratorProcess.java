package io.openclaw.orchestrator.support;

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

/** The orchestrator as users run it: the built program, in a process of its own. */
public final class OrchestratorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port = Ports.free();
  private final Path log;
  private final Process process;

  private OrchestratorProcess(Map<String, String> environment) {
    try {
      this.log =
          Files.createTempFile(Files.createDirectories(Path.of("target", "logs")), "o", ".log");
      ProcessBuilder builder = new ProcessBuilder(command());
      builder.environment().put("OPENCLAW_WORKSPACE", Workspaces.ROOT.toString());
      builder.environment().put("OPENCLAW_INTERNAL_TOKEN", Api.TOKEN);
      builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
      builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
      builder.environment().putAll(environment);
      this.process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it is ready. */
  public static OrchestratorProcess start(Map<String, String> environment) {
    OrchestratorProcess started = new OrchestratorProcess(environment);
    await("see " + started.log).atMost(PATIENCE).until(() -> started.api().isReady());
    return started;
  }

  /** Starts it and waits until it has given up; what it said. */
  public static String startInVain(Map<String, String> environment) {
    OrchestratorProcess started = new OrchestratorProcess(environment);
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

  private static List<String> command() {
    Path program = Path.of(System.getProperty("native.image.path", "none"));
    if (Files.isExecutable(program)) {
      return List.of(program.toString());
    }
    return JavaProgram.service();
  }
}
