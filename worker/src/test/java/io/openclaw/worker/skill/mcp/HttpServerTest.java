package io.openclaw.worker.skill.mcp;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.worker.skill.SkillRuntime.Condition;
import io.openclaw.worker.skill.process.TestCells;
import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.SkillNetwork;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers at a url: what they are told, what is refused, and what they may do wrong. */
@Timeout(60)
class HttpServerTest {
  private static final int MAX_MESSAGE = 1 << 20;
  private static final Map<String, String> OWN =
      Map.of("PATH", System.getenv("PATH"), "KEY", "s3cret-value");

  @TempDir static Path cache;
  private static Runtimes runtimes;

  @TempDir Path folder;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer http;
  private String host;
  private final AtomicLong poured = new AtomicLong();
  private String how = "";
  private McpCase mcp;

  @BeforeAll
  static void prepare() {
    runtimes = new Runtimes(cache);
  }

  @AfterAll
  static void close() {
    runtimes.close();
  }

  @BeforeEach
  void serve() throws Exception {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::answer);
    http.start();
    host = "127.0.0.1:" + http.getAddress().getPort();
    mcp = with(List.of(host));
    mcp.network = new SkillNetwork(List.of(host), List.of());
  }

  private McpCase with(List<String> inside) throws Exception {
    return new McpCase(
        folder,
        runtimes.runtime(inside, OWN, MAX_MESSAGE, McpCase.GRACE),
        new Address.Http(URI.create("http://" + host + "/mcp?a=b")));
  }

  @AfterEach
  void stop() throws Exception {
    http.stop(0);
    TestCells.assertNoFolderIsLeft();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      JsonNode message = body.length == 0 ? json("{}") : EventJson.mapper().readTree(body);
      String method = message.path("method").asText(exchange.getRequestMethod());
      heard.add(
          "%s %s session=%s version=%s key=%s"
              .formatted(
                  message.has("error") ? message.get("id") + " " + message.get("error") : method,
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Mcp-Session-Id"),
                  exchange.getRequestHeaders().getFirst("MCP-Protocol-Version"),
                  exchange.getRequestHeaders().getFirst("X-Key")));
      String id = message.path("id").asText();
      switch (method) {
        case "initialize" -> {
          exchange
              .getResponseHeaders()
              .set("Mcp-Session-Id", how.equals("bad-session") ? "a b" : "s-1");
          result(exchange, id, "{'protocolVersion':'2025-06-18','capabilities':{}}");
        }
        case "tools/list" ->
            result(exchange, id, "{'tools':[{'name':'contract','inputSchema':{'type':'object'}}]}");
        case "tools/call" -> called(exchange, id);
        default -> exchange.sendResponseHeaders(method.equals("DELETE") ? 204 : 202, -1);
      }
    }
  }

  private void called(HttpExchange exchange, String id) throws IOException {
    switch (how) {
      case "redirect", "redirect-inside" -> {
        String target = how.equals("redirect") ? "https://example.org/" : "http://169.254.169.254/";
        exchange.getResponseHeaders().set("Location", target);
        exchange.sendResponseHeaders(307, -1);
      }
      case "endless-events" -> pour(exchange, "text/event-stream", ": still here\n\n");
      case "endless-event" -> pour(exchange, "text/event-stream", "data: more and more\n");
      case "endless-line" -> pour(exchange, "text/event-stream", "data: more and more ");
      case "endless-json" -> pour(exchange, "application/json", "[[[[[[[[[[");
      case "silent" -> pause();
      case "silent-stream" -> {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        pause();
      }
      case "short-stream" ->
          send(exchange, "text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n\n");
      case "asks" -> ask(exchange, id);
      case "wrong-id" -> result(exchange, "4711", "{}");
      case "garbage" -> send(exchange, "application/json", "hello");
      case "html" -> send(exchange, "text/html", "<html>");
      case "accepted" -> exchange.sendResponseHeaders(202, -1);
      default -> {
        if (how.matches("[0-9]{3}")) {
          exchange.sendResponseHeaders(Integer.parseInt(how), -1);
        } else {
          result(exchange, id, "{'content':[{'type':'text','text':'done'}]}");
        }
      }
    }
  }

  /** Asks for roots in the stream, and goes on when that has been answered. */
  private void ask(HttpExchange exchange, String id) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    event(out, "{'jsonrpc':'2.0','id':'r','method':'roots/list'}");
    await().until(() -> heard.stream().anyMatch(line -> line.startsWith("\"r\"")));
    event(
        out,
        "{'jsonrpc':'2.0','id':" + id + ",'result':{'content':[{'type':'text','text':'asked'}]}}");
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data.replace('\'', '"') + "\n\n").getBytes(UTF_8));
    out.flush();
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pour(HttpExchange exchange, String type, String part) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    byte[] bytes = part.repeat(100).getBytes(UTF_8);
    while (true) {
      out.write(bytes);
      poured.addAndGet(bytes.length);
    }
  }

  private static void result(HttpExchange exchange, String id, String result) throws IOException {
    send(
        exchange,
        "application/json; charset=utf-8",
        "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result.replace('\'', '"') + "}");
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Test
  void shouldFollowTheProtocol() throws Exception {
    mcp.shouldReturn("{'do':'x'}", "{'text':'done'}");

    String after = " /mcp?a=b session=s-1 version=2025-06-18 key=null";
    assertThat(heard)
        .containsExactly(
            "initialize /mcp?a=b session=null version=null key=null",
            "notifications/initialized" + after,
            "tools/list" + after,
            "tools/call" + after,
            "DELETE" + after);
  }

  @Test
  void shouldSayThatItAnswersNoQuestions() throws Exception {
    how = "asks";

    mcp.shouldReturn("{'do':'x'}", "{'text':'asked'}");

    assertThat(heard)
        .anyMatch(line ->
            line.startsWith(
                "\"r\" {\"code\":-32601,\"message\":\"Method not found\"} /mcp?a=b session=s-1"));
  }

  @Test
  void shouldListToolsOnceForAllCallsThatWork() throws Exception {
    mcp.output("{'do':'x'}");
    mcp.output("{'do':'x'}");

    assertThat(heard.stream().filter(line -> line.startsWith("tools/list"))).hasSize(1);

    how = "404";
    mcp.failure("{'do':'x'}");
    how = "";
    mcp.output("{'do':'x'}");
    assertThat(heard.stream().filter(line -> line.startsWith("tools/list"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "redirect, SERVER_REFUSED, redirects are not followed",
    "redirect-inside, SERVER_REFUSED, redirects are not followed",
    "endless-event, OUTPUT_TOO_LARGE, a message is longer than 1048576",
    "endless-line, OUTPUT_TOO_LARGE, a message is longer than 1048576",
    "endless-json, OUTPUT_TOO_LARGE, a message is longer than 1048576",
    "short-stream, SKILL_CRASHED, the stream ended before the answer",
    "wrong-id, BAD_PROTOCOL, answers what nobody has asked",
    "garbage, BAD_PROTOCOL, no JSON",
    "html, BAD_PROTOCOL, neither JSON nor a stream",
    "accepted, BAD_PROTOCOL, neither JSON nor a stream",
    "401, SERVER_REFUSED, wants to know who asks (401)",
    "404, SERVER_UNAVAILABLE, has ended the session",
    "429, SERVER_UNAVAILABLE, 429",
    "503, SERVER_UNAVAILABLE, 503",
    "418, SERVER_REFUSED, status 418",
    "bad-session, BAD_PROTOCOL, session's id",
  })
  void shouldSurviveAServerThat(String what, String code, String message) throws Exception {
    how = what;

    Failure failure = mcp.failure("{'do':'x'}");

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).startsWith("suite:contract gave no answer: ").contains(message);
    assertThat(heard).noneMatch(line -> line.startsWith("GET"));
    assertThat(poured).as("what pipes hold, and a message").hasValueLessThan(32 * MAX_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "silent-stream", "endless-events"})
  void shouldNotWaitLongerThanTheCallMayTake(String what) throws Exception {
    how = what;
    mcp.timeout = Duration.ofSeconds(1);

    Failure failure = mcp.failure("{'do':'x'}");

    assertThat(failure.code()).isEqualTo("TIMEOUT");
    await()
        .untilAsserted(() ->
            assertThat(heard.subList(4, heard.size()))
                .anyMatch(line -> line.startsWith("notifications/cancelled"))
                .anyMatch(line -> line.startsWith("DELETE")));
  }

  @Test
  void shouldReachNothingThatIsNotGranted() throws Exception {
    mcp.network = SkillNetwork.NONE;
    assertThat(mcp.failure("{'do':'x'}").code()).isEqualTo("FORBIDDEN_HOST");

    mcp.network = new SkillNetwork(List.of("api.example.org"), List.of());
    Failure failure = mcp.failure("{'do':'x'}");
    assertThat(failure.code()).isEqualTo("FORBIDDEN_HOST");
    assertThat(failure.message()).contains(host + " is granted neither to the agent");
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldReachNoPrivateAddressThatTheOperatorHasNotNamed() throws Exception {
    // given
    McpCase outside = with(List.of());
    outside.network = new SkillNetwork(List.of(host), List.of());

    // when
    Failure failure = outside.failure("{'do':'x'}");

    // then
    assertThat(failure.code()).isEqualTo("FORBIDDEN_HOST");
    assertThat(failure.message()).contains("not public", "OPENCLAW_EGRESS_PRIVATE");
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldSayThatNobodyIsThere() throws Exception {
    http.stop(0);

    Failure failure = mcp.failure("{'do':'x'}");

    assertThat(failure.code()).isEqualTo("SERVER_UNAVAILABLE");
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void shouldGiveSecretsToTheirHostsAndToNobodyElse() throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler capture = capture(logged);
    Logger.getLogger("").addHandler(capture);
    try {
      // given
      mcp.address =
          new Address.Http(URI.create("http://" + host + "/mcp"), Map.of("X-Key", "Bearer ${KEY}"));
      mcp.network =
          new SkillNetwork(List.of(host), List.of(new SkillNetwork.Secret("KEY", List.of(host))));

      // when
      mcp.output("{'do':'x'}");

      // then
      assertThat(heard).isNotEmpty().allMatch(line -> line.endsWith("key=Bearer s3cret-value"));

      // when it is for another host
      heard.clear();
      mcp.network =
          new SkillNetwork(
              List.of(host), List.of(new SkillNetwork.Secret("KEY", List.of("api.example.org"))));
      mcp.output("{'do':'x'}");

      // then
      assertThat(heard).isNotEmpty().noneMatch(line -> line.contains("s3cret"));
      assertThat(logged).noneMatch(line -> line.contains("s3cret"));
    } finally {
      Logger.getLogger("").removeHandler(capture);
    }
  }

  @Test
  void shouldSayWhichSecretIsMissing() throws Exception {
    mcp.address =
        new Address.Http(URI.create("http://" + host + "/mcp"), Map.of("X-Key", "${OTHER}"));
    mcp.network =
        new SkillNetwork(List.of(host), List.of(new SkillNetwork.Secret("OTHER", List.of(host))));
    Failure failure = mcp.failure("{'do':'x'}");

    // then
    assertThat(failure.code()).isEqualTo("SKILL_NOT_READY");
    assertThat(failure.message()).contains("no OTHER");
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldNotSendPathsOfThisMachineAway() throws Exception {
    mcp.handler =
        handler("contract")
            .inputs("", "{'notes':{'type':'array','items':{'type':'string','format':'file'}}}");

    assertThat(mcp.runtime.condition(mcp.skill()))
        .isInstanceOfSatisfying(
            Condition.NotReady.class,
            lack -> assertThat(lack.reason()).contains("contract takes a file"));
  }

  private static Handler capture(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage() + " " + line.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
