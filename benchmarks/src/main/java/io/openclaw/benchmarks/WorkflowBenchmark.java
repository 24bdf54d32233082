package io.openclaw.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.io.PrintStream;
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
 *
 * <p>{@code -Dfinished=1000000} measures again with so many ended tasks in the database, on the way
 * there as well; {@code -Drunning=10000} with so many tasks under way.
 */
public final class WorkflowBenchmark {
  private static final int WARM_UPS = Integer.getInteger("warmups", 500);
  private static final int SEQUENTIAL = Integer.getInteger("sequential", 500);
  private static final int WINDOW = Integer.getInteger("window", 256);
  private static final int SECONDS = Integer.getInteger("seconds", 30);
  private static final int FINISHED = Integer.getInteger("finished", 0);
  private static final int RUNNING = Integer.getInteger("running", 0);
  private static final String BUSY_AGENT = "agent-ai-001";

  private final LocalStack stack;
  private final ServiceProcess orchestrator;
  private final ServiceProcess gateway;
  private final String kafka;
  private final PrintStream out;

  private WorkflowBenchmark(
      LocalStack stack,
      ServiceProcess orchestrator,
      ServiceProcess gateway,
      String kafka,
      PrintStream out) {
    this.stack = stack;
    this.orchestrator = orchestrator;
    this.gateway = gateway;
    this.kafka = kafka;
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
      run(stack);
    } catch (InterruptedException e) {
      System.err.println("interrupted");
    }
  }

  private static void run(LocalStack stack) throws Exception {
    String kafka = stack.environment("gateway").getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
    try (ServiceProcess orchestrator = ServiceProcess.start(stack, "orchestrator", List.of());
        ServiceProcess gateway = ServiceProcess.start(stack, "gateway", List.of());
        NoopWorker _ = new NoopWorker(kafka, FourSteps.AGENTS, true)) {
      new WorkflowBenchmark(stack, orchestrator, gateway, kafka, System.out).run();
    }
  }

  private void run() throws Exception {
    out.printf(
        Locale.ROOT,
        "%d processors, Java %s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    latency("a fresh system", WARM_UPS);
    throughput();
    latency("a warm system", WARM_UPS);
    if (RUNNING > 0) {
      withRunningTasks();
    }
    if (FINISHED > 0) {
      withFinishedTasks();
    }
  }

  private void withFinishedTasks() throws Exception {
    try (Archive archive = new Archive(stack.environment("orchestrator"))) {
      for (int share = 10; share >= 1; share /= 3) {
        archive.fill(FINISHED / share);
        latency(FINISHED / share + " finished tasks", 50);
        throughput();
      }
    }
  }

  private void withRunningTasks() throws Exception {
    String body = "{\"text\":\"Think\",\"agent\":\"" + BUSY_AGENT + "\"}";
    try (NoopWorker busy = new NoopWorker(kafka, List.of(BUSY_AGENT), false);
        Submissions submissions = new Submissions(gateway.url(), stack.token(), body)) {
      memory("no running task");
      for (int half = 1; half <= 2; half++) {
        submit(submissions, RUNNING / 2);
        while (busy.done() < (long) half * RUNNING / 2) {
          Thread.sleep(100);
        }
        memory(half * RUNNING / 2 + " running tasks");
        latency(half * RUNNING / 2 + " running tasks", 50);
      }
      throughput();
    }
  }

  private static void submit(Submissions submissions, int count) throws InterruptedException {
    Semaphore window = new Semaphore(WINDOW);
    for (int i = 0; i < count; i++) {
      window.acquire();
      CompletableFuture<Void> _ = submissions.submit().thenRun(window::release);
    }
    window.acquire(WINDOW);
  }

  private void memory(String when) throws IOException {
    out.printf(
        Locale.ROOT,
        "%-52s orchestrator %.0f MiB resident%n",
        when,
        LocalStack.residentOf(orchestrator.pid()));
  }

  private void latency(String when, int warmUps) throws Exception {
    Sample ended = new Sample("one workflow at a time, " + when);
    Stages warmUp = new Stages();
    Stages stages = new Stages();
    try (GatewaySocket socket = new GatewaySocket(gateway.url(), stack.token())) {
      for (int i = 0; i < warmUps + SEQUENTIAL; i++) {
        double millis = runOne(socket, i < warmUps ? warmUp : stages);
        if (i >= warmUps) {
          ended.add(millis);
        }
      }
    }
    out.println(ended);
    stages.samples().forEach(out::println);
  }

  private static double runOne(GatewaySocket socket, Stages stages)
      throws IOException, InterruptedException {
    stages.begin();
    long begin = System.nanoTime();
    ObjectNode submit = EventJson.mapper().createObjectNode().put("text", FourSteps.REQUEST);
    String task = socket.call("task.submit", submit).path("taskId").asText();
    socket.call("task.subscribe", EventJson.mapper().createObjectNode().put("taskId", task));
    GatewaySocket.Frame frame;
    do {
      frame = socket.next(f -> f.at("/payload/taskId").asText().equals(task));
      stages.event(type(frame.json()), frame.json().at("/payload/event"));
    } while (!type(frame.json()).startsWith("io.openclaw.task.completed"));
    stages.end();
    return (frame.at() - begin) / 1e6;
  }

  private static String type(JsonNode frame) {
    return frame.at("/payload/event/type").asText();
  }

  /** As many workflows as are through in some seconds, never more than a window's worth open. */
  private void throughput() throws Exception {
    Semaphore window = new Semaphore(WINDOW);
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    String body = "{\"text\":\"" + FourSteps.REQUEST + "\"}";
    try (TaskEnds _ = new TaskEnds(kafka, (_, _) -> release(window, ended));
        Submissions submissions = new Submissions(gateway.url(), stack.token(), body)) {
      drive(submissions, window, refused, SECONDS / 3);
      int before = ended.get();
      long begin = System.nanoTime();
      long cpu = orchestrator.cpuMillis();
      long cpuOfGateway = gateway.cpuMillis();
      drive(submissions, window, refused, SECONDS);
      double counted = ended.get() - before;
      double seconds = (System.nanoTime() - begin) / 1e9;
      out.printf(
          Locale.ROOT,
          "%-52s %.0f workflows/s in %.0f s, %d at once, refused %d; processor time a workflow:"
              + " orchestrator %.2f ms, gateway %.2f ms%n",
          "sustained",
          counted / seconds,
          seconds,
          WINDOW,
          refused.get(),
          (orchestrator.cpuMillis() - cpu) / counted,
          (gateway.cpuMillis() - cpuOfGateway) / counted);
      window.acquire(WINDOW);
    }
  }

  private static void release(Semaphore window, AtomicInteger ended) {
    ended.incrementAndGet();
    window.release();
  }

  private static void releaseUnless(boolean taken, Semaphore window, AtomicInteger refused) {
    if (!taken) {
      release(window, refused);
    }
  }

  private static void drive(
      Submissions submissions, Semaphore window, AtomicInteger refused, int seconds)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < end) {
      window.acquire();
      CompletableFuture<Void> _ =
          submissions.submit().thenAccept(taken -> releaseUnless(taken, window, refused));
    }
  }
}
