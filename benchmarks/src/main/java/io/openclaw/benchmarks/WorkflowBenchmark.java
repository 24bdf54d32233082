package io.openclaw.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gateway, orchestrator, Kafka, PostgreSQL and Redis under workflows of four no-op steps; {@link
 * NoopWorker} plays the worker. Everything runs on this machine, the driver as well.
 */
public final class WorkflowBenchmark {
  private static final int WARM_UPS = Integer.getInteger("warmups", 500);
  private static final int SEQUENTIAL = Integer.getInteger("sequential", 500);
  private static final int WINDOW = Integer.getInteger("window", 256);
  private static final int SECONDS = Integer.getInteger("seconds", 30);

  private final LocalStack stack;
  private final PrintStream out;

  private WorkflowBenchmark(LocalStack stack, PrintStream out) {
    this.stack = stack;
    this.out = out;
  }

  /** Takes the repository's folder; prints a table. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath().normalize();
    Playground playground = Playground.create(root.resolve("workspace"));
    FourSteps.addTo(playground.workspace());
    LocalStack stack = new LocalStack(root, playground.home(), playground.workspace());
    Thread main = Thread.currentThread();
    // Also at Ctrl-C nothing may be left, neither processes nor files.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> SystemBenchmark.end(stack, playground, main), "end"));
    try {
      stack.upServers();
      new WorkflowBenchmark(stack, System.out).run();
    } catch (InterruptedException e) {
      System.err.println("interrupted");
    }
  }

  private void run() throws Exception {
    List<String> options = List.of(System.getProperty("orchestrator", "").split(" "));
    options = options.equals(List.of("")) ? List.of() : options;
    try (ServiceProcess orchestrator = ServiceProcess.start(stack, "orchestrator", options);
        ServiceProcess gateway = ServiceProcess.start(stack, "gateway", List.of())) {
      String kafka = stack.environment("gateway").getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
      out.println("orchestrator " + orchestrator.pid() + " gateway " + gateway.pid());
      try (NoopWorker _ = new NoopWorker(kafka, FourSteps.AGENTS, true)) {
        measureLatency(gateway.url());
        measureThroughput(gateway, orchestrator, kafka);
        measureLatency(gateway.url());
      }
    }
  }

  private void measureLatency(URI gateway) throws Exception {
    Sample ended = new Sample("four steps, one workflow at a time");
    try (GatewaySocket socket = new GatewaySocket(gateway, stack.token())) {
      for (int i = 0; i < WARM_UPS + SEQUENTIAL; i++) {
        double millis = runOne(socket);
        if (i >= WARM_UPS) {
          ended.add(millis);
        }
      }
    }
    out.println(ended);
  }

  private static double runOne(GatewaySocket socket) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    ObjectNode submit = EventJson.mapper().createObjectNode().put("text", FourSteps.REQUEST);
    String task = socket.call("task.submit", submit).path("taskId").asText();
    socket.call("task.subscribe", EventJson.mapper().createObjectNode().put("taskId", task));
    GatewaySocket.Frame frame;
    do {
      frame = socket.next(f -> f.at("/payload/taskId").asText().equals(task));
    } while (!type(frame.json()).startsWith("io.openclaw.task.completed"));
    return (frame.at() - begin) / 1e6;
  }

  private static String type(JsonNode frame) {
    return frame.at("/payload/event/type").asText();
  }

  /** As many workflows as are through in some seconds, never more than a window's worth open. */
  private void measureThroughput(ServiceProcess gateway, ServiceProcess orchestrator, String kafka)
      throws Exception {
    Semaphore window = new Semaphore(WINDOW);
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    HttpRequest request =
        HttpRequest.newBuilder(gateway.url().resolve("/v1/tasks"))
            .header("Authorization", "Bearer " + stack.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"" + FourSteps.REQUEST + "\"}"))
            .build();
    try (TaskEnds _ =
            new TaskEnds(
                kafka,
                (_, _) -> {
                  ended.incrementAndGet();
                  window.release();
                });
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      long begin = System.nanoTime();
      long end = begin + Duration.ofSeconds(SECONDS).toNanos();
      int warm = 0;
      long from = begin;
      long cpu = 0;
      long cpuGateway = 0;
      while (System.nanoTime() < end) {
        if (from == begin
            && System.nanoTime() > begin + Duration.ofSeconds(SECONDS / 3).toNanos()) {
          from = System.nanoTime();
          warm = ended.get();
          cpu = orchestrator.cpuMillis();
          cpuGateway = gateway.cpuMillis();
        }
        window.acquire();
        CompletableFuture<?> _ =
            client
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> {
                  if (failure != null || response.statusCode() != 202) {
                    refused.incrementAndGet();
                    window.release();
                  }
                });
      }
      int counted = ended.get() - warm;
      double seconds = (System.nanoTime() - from) / 1e9;
      out.printf(
          Locale.ROOT,
          "%-52s %.1f workflows/s over %.0f s, window %d, refused %d; processor time a workflow:"
              + " orchestrator %.2f ms, gateway %.2f ms%n",
          "four steps, sustained",
          counted / seconds,
          seconds,
          WINDOW,
          refused.get(),
          (orchestrator.cpuMillis() - cpu) / (double) counted,
          (gateway.cpuMillis() - cpuGateway) / (double) counted);
      long drain = System.nanoTime();
      window.acquire(WINDOW);
      out.printf(Locale.ROOT, "the rest ended %.1f s later%n", (System.nanoTime() - drain) / 1e9);
    }
  }
}
