package io.openclaw.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the three services, as {@code ./openclaw up} starts it, but for the driver to end. */
final class ServiceProcess implements AutoCloseable {
  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
  private static final int PATIENCE_SECONDS = 60;

  private final String name;
  private final URI url;
  private final Path log;
  private final Process process;

  private ServiceProcess(String name, URI url, Path log, Process process) {
    this.name = name;
    this.url = url;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param extra options of its JVM, behind the usual ones
   */
  static ServiceProcess start(LocalStack stack, String name, List<String> extra)
      throws IOException, InterruptedException {
    Map<String, String> environment = stack.environment(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(extra);
    Path jar = stack.root().resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    command.addAll(List.of("-jar", jar.toString()));
    Path log = stack.home().resolveSibling(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end " + name));
    URI url = URI.create("http://127.0.0.1:" + environment.get("QUARKUS_HTTP_PORT"));
    ServiceProcess started = new ServiceProcess(name, url, log, process);
    started.awaitReady(name.equals("gateway") ? "/readyz" : "/q/health/ready");
    return started;
  }

  URI url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /** Processor time used so far, in milliseconds. */
  long cpuMillis() {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private void awaitReady(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).build();
      for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
        if (isReady(client, request)) {
          return;
        }
        if (!process.isAlive()) {
          break;
        }
        Thread.sleep(100);
      }
    }
    close();
    throw new IOException(name + " did not start; see " + log);
  }

  private static boolean isReady(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // Nobody listens yet.
    }
  }
}
