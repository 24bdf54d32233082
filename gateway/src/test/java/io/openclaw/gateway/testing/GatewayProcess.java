package io.openclaw.gateway.testing;

import static org.awaitility.Awaitility.await;

import io.openclaw.testing.JavaProgram;
import io.openclaw.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway as it is shipped, in a process of its own. */
public final class GatewayProcess implements AutoCloseable {
  public static final String TOKEN = "gateway-token-of-the-tests";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;
  private final int managementPort;
  private final Path log;
  private final Duration startUp;

  private GatewayProcess(
      Process process, int port, int managementPort, Path log, Duration startUp) {
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
    this.log = log;
    this.startUp = startUp;
  }

  /** Starts it, ready for requests. */
  public static GatewayProcess start(Path folder, Map<String, String> environment) {
    int port = Ports.free();
    int managementPort = Ports.free();
    Map<String, String> all = new HashMap<>(environment);
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    Path log = folder.resolve("gateway-" + port + ".log");
    long began = System.nanoTime();
    Process process = Children.start(command(), all, log);
    URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> !process.isAlive() || get(ready).statusCode() == 200);
    if (!process.isAlive()) {
      throw new IllegalStateException("the gateway did not start: " + read(log));
    }
    return new GatewayProcess(
        process, port, managementPort, log, Duration.ofNanos(System.nanoTime() - began));
  }

  /** What it says when it does not start; it must not. */
  public static String startInVain(Path folder, Map<String, String> environment) {
    Path log = folder.resolve("gateway-in-vain.log");
    Process process = Children.start(command(), environment, log);
    if (Children.awaitEnd(process) == 0) {
      throw new IllegalStateException("it ended well: " + read(log));
    }
    return read(log);
  }

  /** What all gateways whose logs lie there have said so far, ready or not. */
  public static String logsIn(Path folder) {
    try (Stream<Path> logs = Files.list(folder)) {
      return logs.filter(file -> file.toString().endsWith(".log"))
          .map(GatewayProcess::read)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command() {
    return JavaProgram.service();
  }

  public Duration startUp() {
    return startUp;
  }

  public int port() {
    return port;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public URI webSocket(String path) {
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  public URI management(String path) {
    return URI.create("http://127.0.0.1:" + managementPort + path);
  }

  /** A gauge without labels, as it is now. */
  public double gauge(String name) throws IOException, InterruptedException {
    return get(management("/metrics"))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  public String log() {
    return read(log);
  }

  /** A GET without a token. */
  public static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  /** A GET with the operator's token. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(authorized(path));
  }

  public HttpResponse<String> post(String path, String json, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        authorized(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN);
  }

  public static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(
        request.timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** As {@code kill}, on which it ends by itself. */
  public void terminate() {
    process.destroy();
    Children.awaitEnd(process);
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    Children.end(process);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
