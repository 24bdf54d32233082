package io.openclaw.worker.skill.mcp;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.openclaw.event.Failure;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.Condition;
import io.openclaw.worker.skill.process.TestCells;
import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.SkillNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** Servers that are programs: what comes of their results, what they may do, and how they end. */
@Timeout(60)
class StdioServerTest {
  private static final int MAX_LINE = 1 << 20;

  @TempDir static Path cache;
  private static Runtimes runtimes;

  @TempDir Path folder;
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
  void open() throws Exception {
    mcp = with("");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    TestCells.assertNoFolderIsLeft();
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  private McpCase with(String how) throws Exception {
    return new McpCase(
        folder,
        runtimes.runtime(
            List.of(),
            Map.of("PATH", System.getenv("PATH"), "API_KEY", "s3cret", "GRANTED", "yes"),
            MAX_LINE,
            McpCase.GRACE),
        Runtimes.program(how));
  }

  @Test
  void shouldMakeTextTheOneTextThatIsDeclared() throws Exception {
    mcp.outputs("{'type':'object','properties':{'summary':{'type':'string'}}}");

    mcp.shouldReturn("{'do':'text','text':'it rains'}", "{'summary':'it rains'}");
  }

  @Test
  void shouldReadTextThatIsAnObject() throws Exception {
    mcp.outputs("{'type':'object','properties':{'rows':{'type':'integer'}}}");

    mcp.shouldReturn("{'do':'text','text':'{\\\"rows\\\":2}'}", "{'rows':2}");
  }

  @Test
  void shouldKeepOtherTextAsText() throws Exception {
    mcp.shouldReturn("{'do':'text','text':'{no json'}", "{'text':'{no json'}");
  }

  @Test
  void shouldMakeFilesArtifacts() throws Exception {
    Answer.Output answer = (Answer.Output) mcp.call("{'do':'files'}");

    assertThat(answer.artifacts())
        .containsExactly(
            new Announced("image-1.png", "image/png"),
            new Announced("image-2.png", "image/png"),
            new Announced("all.bin", "application/octet-stream"));
    assertThat(answer.output())
        .isEqualTo(
            json(
                "{'files':[{'artifact':'image-1.png'},{'artifact':'image-2.png'},{'artifact':'all.bin'}]}"));
    assertThat(mcp.artifacts.resolve("image-2.png"))
        .hasBinaryContent(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
  }

  @Test
  void shouldTakeOverAFileThatTheServerHasWritten() throws Exception {
    Answer.Output answer = (Answer.Output) mcp.call("{'do':'own'}");

    assertThat(answer.artifacts()).containsExactly(new Announced("own.txt", "text/plain"));
    assertThat(mcp.artifacts.resolve("own.txt")).hasContent("own");
  }

  /** A server that leaves a link where the worker writes would write wherever the worker may. */
  @Test
  void shouldNotWriteThroughALinkOfTheServers() throws Exception {
    // given
    Path host = Files.writeString(folder.resolve("host.txt"), "the host's");

    // when
    Answer.Output answer =
        (Answer.Output) mcp.call("{'do':'link','text':'" + host.toRealPath() + "'}");

    // then
    assertThat(host).hasContent("the host's");
    assertThat(answer.artifacts()).containsExactly(new Announced("report-2.md", "text/markdown"));
  }

  @Test
  void shouldShowItNothingOfTheHost() throws Exception {
    // given
    Path secret = Files.writeString(folder.resolve("secret.txt"), "x").toRealPath();
    mcp.environment = new String[] {"GRANTED"};

    // when
    ObjectNode output =
        mcp.output(
            "{'do':'look','text':['%s','/etc/shadow','/root','/usr/bin','%s']}"
                .formatted(secret, Runtimes.folder()));

    // then
    assertThat(output.get("found"))
        .isEqualTo(
            json(
                "{'%s':false,'/etc/shadow':false,'/root':false,'/usr/bin':true,'%s':true}"
                    .formatted(secret, Runtimes.folder())));
    assertThat(output.get("environment").toString()).contains("GRANTED").doesNotContain("API_KEY");
  }

  @Test
  void shouldEndWhatItLeavesBehind() throws Exception {
    long before = sleepers();

    mcp.output("{'do':'leave'}");

    await().untilAsserted(() -> assertThat(sleepers()).isEqualTo(before));
  }

  private static long sleepers() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 600"))
        .count();
  }

  @Test
  void shouldLetItOutByTheProxyOnly() throws Exception {
    // given
    HttpServer host =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(UTF_8));
          exchange.close();
        });
    host.start();
    String name = "127.0.0.1:" + host.getAddress().getPort();
    String ask = "{'do':'get','text':'http://" + name + "/'}";
    try {
      // when it is granted
      McpCase granted =
          new McpCase(
              folder,
              runtimes.runtime(List.of(name), Runtimes.OWN, MAX_LINE, McpCase.GRACE),
              Runtimes.program(""));
      granted.network = new SkillNetwork(List.of(name), List.of());

      // then
      granted.shouldReturn(ask, "{'text':'hello'}");

      // when another one is
      granted.network = new SkillNetwork(List.of("api.example.org"), List.of());

      // then
      granted.shouldReturn(ask, "{'text':'403'}");

      // when nothing is
      assertThat(mcp.output(ask).get("text").asText()).contains("refused");
    } finally {
      host.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "endless-line, OUTPUT_TOO_LARGE, a message is longer than 1048576",
    "garbage, BAD_PROTOCOL, a message is no JSON",
    "array, BAD_PROTOCOL, a message is no JSON object",
    "wrong-id, BAD_PROTOCOL, answers what nobody has asked",
    "ends, SKILL_CRASHED, exit status 3",
    "old, BAD_PROTOCOL, speaks no version",
    "asks-endlessly, BAD_PROTOCOL, asks more than 100 times",
    "long-id, BAD_PROTOCOL, neither a number nor a short text",
    "refuses, HANDLER_FAILED, the server refuses tools/call: no such rows (-32602)",
  })
  void shouldSurviveAServerThat(String how, String code, String message) throws Exception {
    Failure failure = with(how).failure("{'do':'echo'}");

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).startsWith("suite:contract gave no answer: ").contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deaf", "stubborn", "log-flood"})
  void shouldEndAServerThatDoesNotListen(String how) throws Exception {
    McpCase silent = with(how);
    silent.timeout = Duration.ofSeconds(1);
    ObjectNode large = (ObjectNode) json("{'do':'echo'}");
    large.put("text", "x".repeat(1 << 18));

    Answer answer = silent.call(large);

    assertThat(((Answer.Refused) answer).failure().code()).isEqualTo("TIMEOUT");
  }

  @Test
  void shouldNotWaitLongForAServerThatStays() throws Exception {
    long began = System.nanoTime();

    with("stays").output("{'do':'text','text':'x'}");

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void shouldAnswerPingsAndNothingElse() throws Exception {
    assertThat(with("asks").output("{'do':'echo'}").get("replies"))
        .isEqualTo(
            json(
                "[{'jsonrpc':'2.0','id':'p','result':{}},%s,%s,%s]"
                    .formatted(refused(0), refused(1), refused(2))));
  }

  @Test
  void shouldRunTheServerOfTheGuide() throws Exception {
    // given
    String page = Files.readString(Path.of("../docs/runtimes.md"));
    String start = "```python scripts/server.py\n";
    assertThat(page).contains(start);
    String rest = page.substring(page.indexOf(start) + start.length());
    Path skill = Files.createDirectories(folder.resolve("words/scripts")).resolveSibling("");
    Files.writeString(skill.resolve("scripts/server.py"), rest.substring(0, rest.indexOf("```")));

    // when
    mcp.skillFolder = skill.toRealPath();
    mcp.address = new Address.Stdio(List.of("python3", "./scripts/server.py"));
    mcp.handler =
        handler("count_words")
            .inputs("text", "{'text':{'type':'string'}}")
            .outputs("{'type':'object','properties':{'words':{'type':'integer'}}}");

    // then
    mcp.shouldReturn("{'text':'one two three'}", "{'words':3}");
    assertThat(mcp.progress).containsExactly("counting");
  }

  private static String refused(int id) {
    return "{'jsonrpc':'2.0','id':%d,'error':{'code':-32601,'message':'Method not found'}}"
        .formatted(id);
  }

  @Test
  void shouldTellAServerThatItsCallIsOver() throws Exception {
    // given
    McpCase listening = with("listens");
    listening.timeout = Duration.ofSeconds(1);

    // when its time is over
    assertThat(listening.failure("{'do':'echo'}").code()).isEqualTo("TIMEOUT");

    // then
    Path left = listening.artifacts.resolve("cancelled.json");
    assertThat(json(Files.readString(left)))
        .isEqualTo(json("{'requestId':3,'reason':'the time for the call is over'}"));

    // when it is cancelled
    listening.timeout = Duration.ofSeconds(30);
    listening.progress.clear();
    Thread thread = Thread.ofVirtual().start(() -> callAndEnd(listening));
    await().until(() -> !listening.progress.isEmpty());
    thread.interrupt();

    // then
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(json(Files.readString(left)).get("reason").asText())
        .isEqualTo("the call was cancelled");
  }

  private static void callAndEnd(McpCase called) {
    try {
      called.call("{'do':'echo'}");
    } catch (Exception e) {
      called.progress.add(e.toString());
    }
  }

  @Test
  void shouldTellWhichToolsThereAreInsteadOfAMissingOne() throws Exception {
    mcp.handler = handler("absent");

    Failure failure = mcp.failure("{'do':'echo'}");

    assertThat(failure.code()).isEqualTo("TOOL_MISSING");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message())
        .contains("suite:absent", "python3 -I ./server.py", "it has other, contract");
  }

  @Test
  void shouldFindAToolOnALaterPage() throws Exception {
    assertThat(with("pages").output("{'do':'text','text':'x'}").get("text").asText())
        .isEqualTo("x");
  }

  @Test
  void shouldNotTurnPagesForever() throws Exception {
    assertThat(with("endless-pages").failure("{'do':'echo'}").code()).isEqualTo("TOOL_MISSING");
  }

  @Test
  void shouldRefuseAToolThatNeedsWhatTheHandlerDoesNotDeclare() throws Exception {
    mcp.handler.inputs("", "{'what':{'type':'string'}}");

    Failure failure = mcp.failure("{'do':'echo'}");

    assertThat(failure.code()).isEqualTo("TOOL_MISFIT");
    assertThat(failure.message()).contains("the tool needs 'do'");
  }

  @Test
  void shouldSayWhatACommandLacks() throws Exception {
    mcp.address = new Address.Stdio(List.of("no-such-program"));

    assertThat(mcp.runtime.condition(mcp.skill()))
        .isInstanceOfSatisfying(
            Condition.NotReady.class,
            lack -> assertThat(lack.reason()).contains("no-such-program", "install it"));
    assertThat(mcp.failure("{'do':'echo'}").code()).isEqualTo("SKILL_NOT_READY");
  }
}
