package io.openclaw.worker.it;

import io.openclaw.testing.JavaProgram;
import io.openclaw.testing.Ports;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The packaged worker as a process, configured by its environment as everywhere. */
final class WorkerProcess implements AutoCloseable {
  static final Path WORKSPACE =
      WorkspaceCopy.withSignals(Path.of("target/test-classes/workspace").toAbsolutePath());

  /** Of the workspace. */
  static final String VERSION = version(WORKSPACE);

  static final String TOKEN = "internal-token-of-tests";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = Ports.free();
  private final Path folder;
  private final Process process;
  private final long began = System.nanoTime();

  private WorkerProcess(Path folder, Map<String, String> environment) throws IOException {
    this.folder = folder;
    ProcessBuilder builder =
        new ProcessBuilder(JavaProgram.service())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    Map<String, String> own = builder.environment();
    own.putAll(
        Map.of(
            "OPENCLAW_WORKSPACE",
            WORKSPACE.toString(),
            "OPENCLAW_DATA",
            folder.resolve("data").toString(),
            "OPENCLAW_CACHE",
            folder.resolve("cache").toString(),
            "OPENCLAW_INTERNAL_TOKEN",
            TOKEN,
            "PIP_NO_INDEX",
            "1",
            "QUARKUS_HTTP_HOST",
            "127.0.0.1",
            "QUARKUS_HTTP_PORT",
            Integer.toString(port),
            "WORKER_ID",
            "worker-" + port));
    own.putAll(environment);
    process = builder.start();
  }

  static String version(Path workspace) {
    return switch (WorkspaceLoader.load(workspace)) {
      case LoadResult.Loaded loaded -> loaded.workspace().version();
      case LoadResult.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }

  /** How many processes its skills have. */
  long descendants() {
    return process.descendants().count();
  }

  /** The processes of its skills, as this machine knows them. */
  List<ProcessHandle> skills() {
    return process.descendants().toList();
  }

  /** Whether there are private folders of calls that it has made. */
  boolean hasLeftFolders() throws IOException {
    String prefix = "openclaw-worker-" + process.pid() + "-";
    try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return folders.anyMatch(path -> path.getFileName().toString().startsWith(prefix));
    }
  }

  static WorkerProcess start(Servers servers, Map<String, String> more) throws Exception {
    WorkerProcess worker = launch(servers, more);
    worker.awaitReady();
    return worker;
  }

  /** Without waiting until it is ready. */
  static WorkerProcess launch(Servers servers, Map<String, String> more) throws IOException {
    Path folder = Broker.folder("worker-");
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka.address());
    environment.put("REDIS_URL", servers.redisUrl());
    environment.putAll(more);
    return new WorkerProcess(folder, environment);
  }

  String id() {
    return "worker-" + port;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("worker.log");
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(5));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Asks it to end, as Ctrl-C and Kubernetes do; its exit status. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the worker does not end; see " + log());
    }
    return process.exitValue();
  }

  /** As a power cut would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      kill();
    }
  }

  private void awaitReady() {
    Awaitility.await("worker is ready, see " + log())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> get("/q/health/ready").statusCode() == 200);
    System.out.printf(
        "worker ready after %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
  }
}
