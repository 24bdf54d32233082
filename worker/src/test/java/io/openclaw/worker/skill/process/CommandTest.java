package io.openclaw.worker.skill.process;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.Failure;
import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.fixture.SandboxSettings;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.Condition;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a skill's own command is given beside the protocol, with real processes. */
class CommandTest {
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final Map<String, String> OWN =
      Map.of("PATH", System.getenv("PATH"), "API_KEY", "s3cret", "GRANTED", "yes");

  @TempDir static Path cache;
  private static PythonEnvironments environments;
  private static PythonEnvironments none;
  private static Sandboxes sandboxes;

  @TempDir Path folder;
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private HttpServer host;

  @BeforeAll
  static void prepare() {
    environments = new PythonEnvironments(Optional.empty(), cache, System.getenv());
    none = new PythonEnvironments(Optional.of("/nowhere/python3"), cache, System.getenv());
    sandboxes = new Sandboxes(true, cache, System.getenv("PATH"));
  }

  @AfterAll
  static void close() {
    environments.close();
    none.close();
  }

  @BeforeEach
  void serve() throws IOException {
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext("/", this::answer);
    host.start();
  }

  @AfterEach
  void stop() {
    host.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    keys.add(exchange.getRequestHeaders().getFirst("X-Key"));
    exchange.sendResponseHeaders(200, 5);
    exchange.getResponseBody().write("hello".getBytes(US_ASCII));
    exchange.close();
  }

  @Test
  void shouldGiveACommandWhatItsSkillNamesAndNothingElse() throws Exception {
    ObjectNode output = output(call(visitor(SkillNetwork.NONE), "{}"));

    assertThat(output.get("variables"))
        .extracting(name -> name.asText())
        .containsExactlyInAnyOrder(
            "PATH",
            "LANG",
            "HOME",
            "TMPDIR",
            "PWD",
            "GRANTED",
            "CUDA_DEVICE_ORDER",
            "CUDA_VISIBLE_DEVICES");
    assertThat(output.get("path").asText().split(":"))
        .allMatch(path -> path.matches("/(usr|s?bin).*"));
    assertThat(output.get("handler").asText()).isEqualTo("visit");
    assertThat(output.get("file").asText()).isEqualTo("none");
  }

  @Test
  void shouldReachWhatIsGrantedAndNothingElse() throws Exception {
    SkillNetwork network = new SkillNetwork(List.of(own()), List.of());

    ObjectNode output =
        output(call(visitor(network), pages("http://" + own() + "/", "http://example.com/")));

    assertThat(output.at("/answers/0").asText()).isEqualTo("200 hello");
    assertThat(output.at("/answers/1").asText())
        .startsWith("403 ")
        .contains("example.com:80 is granted neither to the agent nor to the skill");
    // SIGPIPE and SIGXFSZ, which Python ignores, act in what it becomes.
    assertThat(Long.parseLong(output.get("ignored").asText(), 16) & (1 << 12 | 1 << 24)).isZero();
  }

  @Test
  void shouldReachNothingWhereNothingIsGranted() throws Exception {
    ObjectNode output = output(call(visitor(SkillNetwork.NONE), pages("http://" + own() + "/")));

    assertThat(output.at("/answers/0").asText()).startsWith("599 ");
    assertThat(keys).isEmpty();
  }

  @Test
  void shouldUseASecretWithoutSeeingIt() throws Exception {
    SkillNetwork network =
        new SkillNetwork(List.of(), List.of(new SkillNetwork.Secret("API_KEY", List.of(own()))));

    ObjectNode output = output(call(visitor(network), pages("http://" + own() + "/")));

    assertThat(output.at("/answers/0").asText()).isEqualTo("200 hello");
    assertThat(keys).containsExactly("s3cret");
  }

  @Test
  void shouldNeedPythonForAWayOutAlone() throws Exception {
    Skill quiet = visitor(SkillNetwork.NONE);
    Skill outgoing = visitor(new SkillNetwork(List.of(own()), List.of()));

    assertThat(output(call(none, quiet, "{}"))).isNotNull();
    Failure failure = failure(call(none, outgoing, "{}"));

    assertThat(failure.code()).isEqualTo("SKILL_NOT_READY");
    assertThat(failure.message())
        .contains("visitor is not ready", "the way to them needs Python", "/nowhere/python3");
  }

  @Test
  void shouldSayWhichProgramIsMissing() throws Exception {
    Skill skill =
        visitor(SkillNetwork.NONE).startedBy(List.of("cobol-2026", "./handlers/visit.pl"));

    Failure failure = failure(call(skill, "{}"));

    assertThat(failure.code()).isEqualTo("SKILL_NOT_READY");
    assertThat(failure.message()).contains("the program cobol-2026", "/usr/bin", "install it");
    assertThat(runtime(environments).condition(skill))
        .isEqualTo(new Condition.NotReady(failure.message().replace("visitor is not ready: ", "")));
  }

  @Test
  void shouldStartAFileOfTheSkill() throws Exception {
    Path program =
        write(
            "skill/handlers/run",
            """
            #!/bin/sh
            read -r call
            printf '{"type":"result","output":{"words":"%s"}}\\n' "$*"
            """);
    Skill skill =
        visitor(SkillNetwork.NONE, folder.resolve("skill"))
            .startedBy(List.of("./handlers/run", "--all", "./handlers"));

    Failure failure = failure(call(skill, "{}"));
    assertThat(failure.message())
        .contains("./handlers/run of its command cannot be started", "chmod +x");

    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(runtime(environments).condition(skill)).isEqualTo(new Condition.Ready());
    assertThat(output(call(skill, "{}")).get("words").asText())
        .isEqualTo("--all " + program.resolveSibling("").toRealPath());
  }

  @ParameterizedTest
  @CsvSource({"bash handlers/words, bash", "js handlers/words.js, node"})
  void shouldRunTheProgramsOfTheGuide(String block, String program) throws Exception {
    assumeThat(new SystemPrograms(System.getenv("PATH")).find(program)).isNotNull();
    String file = block.substring(block.indexOf(' ') + 1);
    Path handler = write("skill/" + file, guide(block));
    assertThat(handler.toFile().setExecutable(true)).isTrue();
    Skill skill =
        visitor(SkillNetwork.NONE, folder.resolve("skill"))
            .startedBy(List.of(program, "./" + file));

    assertThat(output(call(skill, "{'text':'one two three'}"))).isEqualTo(object("{'words':3}"));
  }

  /** A block of docs/runtimes.md. */
  private static String guide(String block) throws IOException {
    String page = Files.readString(Path.of("../docs/runtimes.md"));
    String start = "```" + block + "\n";
    assertThat(page).contains(start);
    String rest = page.substring(page.indexOf(start) + start.length());
    return rest.substring(0, rest.indexOf("```"));
  }

  @Test
  void shouldTellHowAProgramEndedThatDoesNotSpeak() throws Exception {
    Skill skill = visitor(SkillNetwork.NONE).startedBy(List.of("false"));

    Failure failure = failure(call(skill, "{}"));

    assertThat(failure.code()).isEqualTo("SKILL_CRASHED");
    assertThat(failure.message()).contains("exit status 1");
  }

  private String own() {
    return "localhost:" + host.getAddress().getPort();
  }

  private static String pages(String... pages) {
    return "{'pages':['" + String.join("','", pages) + "']}";
  }

  private static Skill visitor(SkillNetwork network) throws IOException {
    Path handlers = ProcessRuntimeTest.resource("handlers/visit.pl").resolveSibling("");
    return visitor(network, handlers.resolveSibling(""));
  }

  private static Skill visitor(SkillNetwork network, Path skill) throws IOException {
    return SkillFixture.skill("visitor")
        .folder(skill.toRealPath())
        .environment("GRANTED")
        .network(network)
        .build()
        .startedBy(List.of("perl", "./handlers/visit.pl"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.toRealPath().resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  private Answer call(Skill skill, String inputs) throws Exception {
    return call(environments, skill, inputs);
  }

  private Answer call(PythonEnvironments pythons, Skill skill, String inputs) throws Exception {
    Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
    SkillCall call =
        new SkillCall(
            Scopes.scope(folder, null),
            "call-1",
            new Tool(skill, handler("visit").build()),
            object(inputs),
            artifacts,
            Duration.ofSeconds(60));
    return runtime(pythons).call(call, (message, fraction) -> {});
  }

  private ProcessRuntime runtime(PythonEnvironments pythons) {
    return new ProcessRuntime(
        TestPrograms.of(pythons, PythonHelper.install(cache)),
        sandboxes,
        new Cells(
            new Egress(List.of(own()), OWN, new SimpleMeterRegistry()),
            new LaunchCommand(OWN, new CallLimits(new SandboxSettings(), 2)),
            1 << 20,
            GRACE),
        GRACE,
        WarmLimits.NONE,
        new SimpleMeterRegistry());
  }

  private static ObjectNode output(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Output.class);
    return ((Answer.Output) answer).output();
  }

  private static Failure failure(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).failure();
  }
}
