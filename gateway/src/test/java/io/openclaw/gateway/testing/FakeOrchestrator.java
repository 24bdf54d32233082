package io.openclaw.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import io.openclaw.event.TaskEvent;
import io.openclaw.schedule.Cron;
import io.openclaw.schedule.Schedule;
import io.openclaw.schedule.Schedule.Missed;
import io.openclaw.schedule.Schedule.Overlap;
import io.openclaw.schedule.ScheduleView;
import io.openclaw.schedule.ScheduleView.Progress;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.RouteExplanation;
import io.openclaw.task.RouteExplanation.Considered;
import io.openclaw.task.RouteExplanation.Outcome;
import io.openclaw.task.TaskView;
import io.openclaw.testing.Ports;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.live.WorkspaceArchive;
import io.openclaw.workspace.live.WorkspaceReport;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The orchestrator's internal interface, with what a test puts into it. */
public final class FakeOrchestrator {
  public static final String TOKEN = "internal-token-of-the-tests";

  /** No rule fits a text with this in it. */
  public static final String UNROUTABLE = "something that nobody does";

  private static final String ROOT = "/internal/v1";
  private static final int PAGE = 3;
  private static final String TASKS = ROOT + "/tasks/";

  private final Map<UUID, TaskView> tasks = new ConcurrentHashMap<>();
  private final Map<UUID, TaskView> late = new ConcurrentHashMap<>();
  private final Map<UUID, List<RecordedEvent>> events = new ConcurrentHashMap<>();
  private final Map<String, Canned> canned = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<UUID> broken = ConcurrentHashMap.newKeySet();
  private final AtomicInteger held = new AtomicInteger();
  private final int port = Ports.free();
  private volatile WorkspaceReport report =
      new WorkspaceReport(null, null, "0123456789abcdef", Instant.EPOCH, List.of());
  private volatile byte[] archive = {};
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private HttpServer server;

  private FakeOrchestrator() {
    this.server = open();
  }

  public static FakeOrchestrator start() {
    return new FakeOrchestrator();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public void put(TaskView task) {
    tasks.put(task.id(), task);
  }

  /** It is taken in right after the next question about it. */
  public void putLate(TaskView task) {
    late.put(task.id(), task);
  }

  public void record(TaskEvent event) {
    List<RecordedEvent> history =
        events.computeIfAbsent(event.taskId(), id -> new CopyOnWriteArrayList<>());
    history.add(new RecordedEvent(history.size() + 1, event));
  }

  private record Canned(int status, Object body) {}

  /**
   * What a request is answered with from now on.
   *
   * @param request method and path below the internal interface, as in {@code GET /tasks}
   */
  public void answer(String request, int status, Object body) {
    canned.put(request, new Canned(status, body));
  }

  /**
   * Requests that {@link #answer} has answered, with their queries, in the order of their names.
   */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** From now on the task's history has an entry without an event, as no orchestrator writes it. */
  public void breakHistory(UUID task) {
    broken.add(task);
  }

  /** Answers about tasks wait from now on. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** How many answers wait. */
  public int held() {
    return held.get();
  }

  public void release() {
    gate.countDown();
  }

  public void stop() {
    server.stop(0);
  }

  public void startAgain() {
    server = open();
  }

  private HttpServer open() {
    try {
      HttpServer fresh =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      fresh.createContext(TASKS, this::tasks);
      fresh.createContext(ROOT, this::canned);
      fresh.createContext("/internal/v1/routes/explain", this::explain);
      fresh.createContext("/internal/v1/schedules", this::schedules);
      fresh.createContext("/internal/v1/workspace", this::workspace);
      fresh.createContext("/internal/v1/workspace/versions/", this::version);
      fresh.start();
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String request(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return exchange.getRequestMethod() + " " + path.substring(ROOT.length());
  }

  private void canned(HttpExchange exchange) throws IOException {
    Canned found = canned.get(request(exchange));
    if (!isAuthorized(exchange)) {
      answer(exchange, 401, Map.of("code", "UNAUTHENTICATED"));
    } else if (found == null) {
      answer(exchange, 404, Map.of("code", "NOT_FOUND"));
    } else {
      asked.add(request(exchange) + sorted(exchange.getRequestURI().getQuery()));
      answer(exchange, found.status, found.body);
    }
  }

  private static String sorted(@Nullable String query) {
    return query == null
        ? ""
        : Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&", "?", ""));
  }

  private void tasks(HttpExchange exchange) throws IOException {
    if (canned.containsKey(request(exchange))) {
      canned(exchange);
      return;
    }
    awaitRelease();
    Path path = Path.of(exchange.getRequestURI().getPath().substring(TASKS.length()));
    UUID id = UUID.fromString(path.getName(0).toString());
    Object found = path.getNameCount() == 1 ? tasks.get(id) : historyAfter(id, exchange);
    if (!isAuthorized(exchange)) {
      answer(exchange, 401, Map.of("code", "UNAUTHENTICATED"));
    } else if (found == null) {
      answer(exchange, 404, Map.of("code", "TASK_NOT_FOUND"));
      Optional.ofNullable(late.remove(id)).ifPresent(this::put);
    } else {
      answer(exchange, 200, found);
    }
  }

  /** What it tells of the workspace from now on. */
  public void put(WorkspaceReport told) {
    report = told;
  }

  /** A folder, which is sound, is what it has in force from now on. */
  public void putInForce(Path workspace) {
    if (!(WorkspaceLoader.load(workspace) instanceof Loaded loaded)) {
      throw new IllegalArgumentException(workspace + " is not sound");
    }
    archive = WorkspaceArchive.pack(loaded.content());
    put(new WorkspaceReport(null, null, loaded.workspace().version(), Instant.EPOCH, List.of()));
  }

  private void version(HttpExchange exchange) throws IOException {
    boolean known =
        isAuthorized(exchange)
            && exchange.getRequestURI().getPath().endsWith("/" + report.version());
    exchange.getResponseHeaders().set("Content-Type", "application/zip");
    exchange.sendResponseHeaders(known ? 200 : 404, known ? archive.length : -1);
    if (known) {
      exchange.getResponseBody().write(archive);
    }
    exchange.close();
  }

  /** Two tenants' schedules, in JSON as the orchestrator writes it. */
  private void schedules(HttpExchange exchange) throws IOException {
    if (isAuthorized(exchange)) {
      answer(exchange, 200, List.of(schedule("nightly", "default"), schedule("secret", "lab")));
    } else {
      answer(exchange, 401, Map.of("code", "UNAUTHENTICATED"));
    }
  }

  private static ScheduleView schedule(String name, String tenant) {
    Schedule schedule =
        new Schedule(
            name,
            Cron.parse("0 3 * * *", ZoneId.of("Asia/Shanghai")),
            "Look around",
            null,
            Map.of(),
            tenant,
            Missed.SKIP,
            Overlap.ALLOW,
            true);
    Instant next = Instant.parse("2026-11-23T19:00:00Z");
    return ScheduleView.of(schedule, new Progress(next, null, null, null));
  }

  private void workspace(HttpExchange exchange) throws IOException {
    if (isAuthorized(exchange)) {
      answer(exchange, 200, report);
    } else {
      answer(exchange, 401, Map.of("code", "UNAUTHENTICATED"));
    }
  }

  private void awaitRelease() {
    held.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      held.decrementAndGet();
    }
  }

  /** No more at once than a few, whatever limit is asked for. */
  private @Nullable Map<String, Object> historyAfter(UUID id, HttpExchange exchange) {
    if (broken.contains(id)) {
      return Map.of("events", List.of(Map.of("seq", 1)));
    }
    List<RecordedEvent> history = events.get(id);
    if (history == null) {
      return null;
    }
    long after = after(exchange);
    List<RecordedEvent> rest = history.stream().filter(e -> e.seq() > after).toList();
    List<RecordedEvent> page = rest.subList(0, Math.min(PAGE, rest.size()));
    return page.size() == rest.size()
        ? Map.of("events", page)
        : Map.of("events", page, "next", page.getLast().seq());
  }

  private static long after(HttpExchange exchange) {
    return Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1))
        .filter(each -> each.startsWith("after="))
        .mapToLong(each -> Long.parseLong(each.substring("after=".length())))
        .findFirst()
        .orElseThrow();
  }

  private void explain(HttpExchange exchange) throws IOException {
    JsonNode question = EventJson.mapper().readTree(exchange.getRequestBody());
    String text = question.path("text").asText();
    answer(
        exchange,
        isAuthorized(exchange) ? 200 : 401,
        text.contains(UNROUTABLE) ? unroutable() : routed(text));
  }

  private static RouteExplanation routed(String text) {
    Route route = new Route("reports", Route.Kind.AGENT, "agent-two", "matched in: " + text);
    return new RouteExplanation(route, null, List.of(considered(Outcome.WON, "matched", text)));
  }

  private static RouteExplanation unroutable() {
    Failure cause = Failure.permanent("NO_RULE_MATCHES", "None of the 1 routing rules matches");
    return new RouteExplanation(
        null, cause, List.of(considered(Outcome.NO_MATCH, "did not match", null)));
  }

  private static Considered considered(Outcome outcome, String reason, @Nullable String found) {
    return new Considered(
        "reports",
        10,
        found != null,
        outcome,
        reason,
        found,
        Route.Kind.AGENT,
        "agent-two",
        List.of());
  }

  private static boolean isAuthorized(HttpExchange exchange) {
    return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] json = EventJson.mapper().writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }
}
