package io.openclaw.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The whole system on one machine, as {@code ./openclaw up} runs it, measured from outside through
 * the WebSocket that {@code ./openclaw ask} uses.
 */
public final class SystemBenchmark {
  private static final int STARTS = 5;
  private static final int WARM_UPS = 10;
  private static final int REQUESTS = 60;
  private static final int WORKFLOWS = 5;
  private static final String PLAIN = "Analyse workspace/datasets/penguins.csv";
  private static final String WORKFLOW =
      "End to end: train and deploy a penguin species classifier from"
          + " workspace/datasets/penguins.csv";

  private final LocalStack stack;
  private final PrintStream out;

  private SystemBenchmark(LocalStack stack, PrintStream out) {
    this.stack = stack;
    this.out = out;
  }

  /** Takes the repository's folder; prints a table. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath().normalize();
    Playground playground = Playground.create(workspace(root));
    LocalStack stack = new LocalStack(root, playground.home(), playground.workspace());
    Thread main = Thread.currentThread();
    // Also at Ctrl-C nothing may be left, neither processes nor files.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, playground, main), "end"));
    try {
      new SystemBenchmark(stack, System.out).run();
    } catch (InterruptedException e) {
      System.err.println("interrupted");
    }
  }

  static void end(LocalStack stack, Playground playground, Thread main) {
    try {
      // It would start the next stack.
      main.interrupt();
      stack.down();
      playground.delete();
    } catch (IOException | InterruptedException e) {
      System.err.println("could not clean up: " + e.getMessage());
    }
  }

  private static Path workspace(Path root) {
    String named = System.getenv().getOrDefault("OPENCLAW_WORKSPACE", "");
    return named.isBlank() ? root.resolve("workspace") : Path.of(named).toAbsolutePath();
  }

  private void run() throws Exception {
    out.printf(
        Locale.ROOT,
        "%d processors, Java %s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    measureStarts();
    stack.up();
    try {
      measureRequests();
      measureWorkflows();
      printMemory("resident memory after the load");
    } finally {
      stack.down();
    }
  }

  private void measureStarts() throws Exception {
    stack.up(); // The first start makes the data folders and does not count.
    stack.down();
    Sample starts = new Sample("./openclaw up --detach, on a built tree, to ready");
    for (int i = 0; i < STARTS; i++) {
      long begin = System.nanoTime();
      stack.up();
      starts.add(millisSince(begin, System.nanoTime()));
      if (i == STARTS - 1) {
        printMemory("resident memory when ready");
      }
      stack.down();
    }
    out.println(starts);
  }

  private void measureRequests() throws Exception {
    Sample first = new Sample("task.submit sent, to the first event received");
    Sample ended = new Sample("the same, to the end of a plain request");
    try (GatewaySocket socket = new GatewaySocket(stack.url(), stack.token())) {
      for (int i = 0; i < WARM_UPS + REQUESTS; i++) {
        Timing timing = ask(socket, PLAIN);
        if (i >= WARM_UPS) {
          first.add(timing.first());
          ended.add(timing.ended());
        }
      }
    }
    out.println(first);
    out.println(ended);
  }

  private void measureWorkflows() throws Exception {
    Sample ended = new Sample("the delivery workflow, four steps by three agents");
    try (GatewaySocket socket = new GatewaySocket(stack.url(), stack.token())) {
      for (int i = 0; i < WORKFLOWS; i++) {
        ended.add(ask(socket, WORKFLOW).ended());
      }
    }
    out.println(ended);
  }

  /** Milliseconds from the submission. */
  private record Timing(double first, double ended) {}

  private static Timing ask(GatewaySocket socket, String text)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String task = socket.call("task.submit", object().put("text", text)).path("taskId").asText();
    socket.call("task.subscribe", object().put("taskId", task));
    GatewaySocket.Frame first = socket.next(frame -> isOf(task, frame));
    GatewaySocket.Frame last = first;
    while (!ends(last.json())) {
      last = socket.next(frame -> isOf(task, frame));
    }
    if (!type(last.json()).equals("io.openclaw.task.completed.v1")) {
      throw new IOException("the task failed: " + last.json());
    }
    return new Timing(millisSince(begin, first.at()), millisSince(begin, last.at()));
  }

  private static boolean isOf(String task, JsonNode frame) {
    return frame.path("event").asText().equals("task")
        && frame.at("/payload/taskId").asText().equals(task);
  }

  private static boolean ends(JsonNode frame) {
    return type(frame).matches("io\\.openclaw\\.task\\.(completed|failed)\\.v1");
  }

  private static String type(JsonNode frame) {
    return frame.at("/payload/event/type").asText();
  }

  private void printMemory(String when) throws IOException {
    Map<String, Double> memory = stack.residentMemory();
    double all = memory.values().stream().mapToDouble(Double::doubleValue).sum();
    out.printf(Locale.ROOT, "%-52s %.0f MiB in all:", when, all);
    memory.forEach((name, size) -> out.printf(Locale.ROOT, " %s %.0f", name, size));
    out.println();
  }

  private static double millisSince(long begin, long end) {
    return (end - begin) / 1e6;
  }

  private static ObjectNode object() {
    return EventJson.mapper().createObjectNode();
  }
}
