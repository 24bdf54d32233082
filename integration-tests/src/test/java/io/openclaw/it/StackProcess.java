package io.openclaw.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One process of a stack, and the signals that it can be sent. */
final class StackProcess {
  /** Where services say that they are ready; servers are when their ports answer. */
  private static final Map<String, String> READINESS =
      Map.of(
          "gateway", "/readyz",
          "orchestrator", "/q/health/ready",
          "worker", "/q/health/ready");

  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();

  private final RunningStack stack;
  private final String name;

  StackProcess(RunningStack stack, String name) {
    this.stack = stack;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** What a process is one of: its name without the number that a further replica has. */
  static String service(String name) {
    return name.replaceFirst("-\\d+$", "");
  }

  /** The process as it lives now: never one that merely has the number of a dead one. */
  ProcessHandle handle() throws IOException {
    JsonNode state = stack.process(name);
    Instant started = Instant.parse(state.path("startedAt").asText());
    return ProcessHandle.of(state.path("pid").asLong())
        .filter(process -> process.info().startInstant().filter(started::equals).isPresent())
        .orElseThrow(() -> new AssertionError(name + " is not what run.json says: " + state));
  }

  /** With all that it has started itself; PostgreSQL works in children. */
  List<ProcessHandle> family() throws IOException {
    ProcessHandle process = handle();
    List<ProcessHandle> family = new ArrayList<>(List.of(process));
    if (name.equals("postgres")) {
      process.descendants().forEach(family::add);
    }
    return family;
  }

  /** Waits until another process than one that has ended is ready. */
  void awaitSuccessorOf(long pid) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .until(() -> stack.pid(name) != pid && isHealthy());
  }

  void awaitHealthy() {
    await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(this::isHealthy);
  }

  private boolean isHealthy() throws IOException, InterruptedException {
    return stack.isReady(name)
        && (READINESS.containsKey(service(name)) ? saysThatItIsReady() : takesConnections());
  }

  private boolean saysThatItIsReady() throws IOException, InterruptedException {
    URI page =
        URI.create(stack.process(name).path("address").asText() + READINESS.get(service(name)));
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(ANSWER).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean takesConnections() throws IOException {
    int port = stack.process(name).path("port").asInt();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) ANSWER.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends a signal by its name to processes, of which some may have ended. */
  static void signal(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("kill", "-s", signal, "--"),
                processes.stream().filter(ProcessHandle::isAlive).map(p -> "" + p.pid()))
            .toList();
    if (command.size() > 4) {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    }
  }
}
