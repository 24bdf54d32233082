package io.openclaw.worker.skill.process;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.Failure;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.fixture.SandboxSettings;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.Tool;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every handler can rely on, and what none can do to the worker; with real processes. */
class ProcessRuntimeTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofMillis(300);

  /** As the worker has it where nothing else is said. */
  private static final int MAX_LINE = 16 * 1024 * 1024;

  @TempDir static Path cache;
  private static PythonEnvironments environments;
  private static Path runner;
  private static Sandboxes sandboxes;

  @TempDir Path folder;
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void prepare() {
    environments = new PythonEnvironments(Optional.empty(), cache, System.getenv());
    runner = PythonHelper.install(cache);
    sandboxes = new Sandboxes(true, cache, System.getenv("PATH"));
  }

  @AfterAll
  static void close() {
    environments.close();
  }

  @Test
  void shouldReturnWhatTheHandlerReturns() throws Exception {
    // when
    ObjectNode output = output(call("echo", "{'text':'你好','n':1.5}", LONG));

    // then
    assertThat(output.get("inputs")).isEqualTo(object("{'text':'你好','n':1.5}"));
    assertThat(output.get("agent").asText()).isEqualTo("tester");
    assertThat(output.get("domains")).hasSize(1);
    assertThat(output.get("language").asText()).isEqualTo("en");
    assertThat(output.get("key").asText()).isEqualTo("key-1");
  }

  @Test
  void shouldGiveTheProcessNothingOfTheWorkersEnvironment() throws Exception {
    // when
    ObjectNode output = output(call("echo", "{}", LONG));

    // then
    assertThat(output.get("environment"))
        .extracting(name -> name.asText())
        .contains(
            "HOME",
            "LANG",
            "PATH",
            "PYTHONDONTWRITEBYTECODE",
            "TMPDIR",
            "GRANTED",
            "CUDA_VISIBLE_DEVICES")
        .doesNotContain("SECRET", "ABSENT");
  }

  @Test
  void shouldRunInAPrivateFolderThatIsGoneAfterwards() throws Exception {
    // when
    ObjectNode output = output(call("echo", "{}", LONG));

    // then
    assertThat(output.get("folder")).isEqualTo(output.get("home"));
    assertThat(Path.of(output.get("folder").asText())).doesNotExist();
  }

  @Test
  void shouldTellProgressAndArtifactsAndSurviveAStrayPrint() throws Exception {
    // when
    Answer answer = call("busy", "{}", LONG);

    // then
    assertThat(answer)
        .isEqualTo(
            new Answer.Output(
                object("{'report':{'artifact':'report.md'},'summary':'完成'}"),
                List.of(new Announced("report.md", "text/markdown"))));
    assertThat(progress).containsExactly("begins 0.0", "ends 1.0");
    assertThat(folder.resolve("artifacts/report.md")).hasContent("# Report");
  }

  @Test
  void shouldPassOnAForeseenError() throws Exception {
    assertThat(failure(call("broken", "{'how':'error'}", LONG)))
        .isEqualTo(new Failure("NO_LUCK", "try again", true));
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000_000, MAX_LINE - 2000})
  void shouldNotBeFilledByWhatAHandlerSaysOfAnError(int length) throws Exception {
    Failure failure = failure(call("broken", "{'how':'verbose','length':" + length + "}", LONG));

    assertThat(failure.code()).isEqualTo("C".repeat(64));
    assertThat(failure.message())
        .hasSize(4096)
        .startsWith("mmm")
        .endsWith("m… (" + length + " characters)");
  }

  @Test
  void shouldTellOfAnException() throws Exception {
    assertThat(failure(call("broken", "{'how':'exception'}", LONG)))
        .isEqualTo(new Failure("HANDLER_FAILED", "ValueError: unforeseen", false));
  }

  @Test
  void shouldTellHowAProcessEndedWithoutAnAnswer() throws Exception {
    // when
    Failure exited = failure(call("broken", "{'how':'exit'}", LONG));
    Failure killed = failure(call("broken", "{'how':'killed'}", LONG));

    // then
    assertThat(exited.code()).isEqualTo("SKILL_CRASHED");
    assertThat(exited.retryable()).isTrue();
    assertThat(exited.message()).contains("exit status 3");
    assertThat(killed.message()).contains("killed by signal 9");
  }

  @Test
  void shouldRefuseALineThatIsNoMessage() throws Exception {
    // when
    Failure failure = failure(callRunner("garbage", LONG));

    // then
    assertThat(failure.code()).isEqualTo("BAD_PROTOCOL");
    assertThat(failure.message()).doesNotContain("Traceback");
    assertThat(progress).containsExactly("fine so far");
  }

  @Test
  void shouldNotBeFilledByAnEndlessLine() throws Exception {
    assertThat(failure(callRunner("endless", LONG)).code()).isEqualTo("OUTPUT_TOO_LARGE");
  }

  @Test
  void shouldEndAProcessThatClosesItsOutputAndGoesOn() throws Exception {
    // when the sandbox, which holds the other end, keeps it open
    Failure failure = failure(callRunner("deaf", Duration.ofSeconds(1)));

    // then
    assertThat(failure.code()).isEqualTo("TIMEOUT");
  }

  @Test
  void shouldEndTheWholeTreeWhenTimeIsOver() throws Exception {
    // when
    Failure failure = failure(call("stubborn", "{}", Duration.ofSeconds(2)));

    // then
    assertThat(failure.code()).isEqualTo("TIMEOUT");
    assertThat(failure.retryable()).isTrue();
    assertNothingRuns();
  }

  @Test
  void shouldEndWhatAHandlerLeavesBehind() throws Exception {
    // when
    Answer answer = call("stubborn", "{'leave':true}", LONG);

    // then
    assertThat(answer).isInstanceOf(Answer.Output.class);
    assertNothingRuns();
  }

  @Test
  void shouldEndTheTreeWhenTheCallIsInterrupted() throws Exception {
    // given
    AtomicReference<Object> end = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                end.set(call("stubborn", "{}", LONG));
              } catch (Exception e) {
                end.set(e);
              }
            });
    await().until(() -> !progress.isEmpty());

    // when
    thread.interrupt();

    // then
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertNothingRuns();
  }

  @Test
  void shouldKeepToItsTimeHoweverMuchIsTold() throws Exception {
    assertThat(failure(call("chatty", "{}", Duration.ofSeconds(2))).code()).isEqualTo("TIMEOUT");
    assertThat(progress).hasSizeGreaterThan(100);
  }

  private void assertNothingRuns() {
    assertThat(progress).isNotEmpty();
    List<Long> pids =
        Arrays.stream(progress.getFirst().split(" ", -1)).map(Long::parseLong).toList();
    assertThat(pids).hasSize(3);
    await()
        .untilAsserted(() -> assertThat(pids).noneMatch(pid -> isRunning(ProcessHandle.of(pid))));
  }

  /** A process that has ended may stay as a zombie where nobody collects orphans. */
  private static boolean isRunning(Optional<ProcessHandle> handle) {
    return handle.isPresent()
        && handle.get().isAlive()
        && handle.get().info().command().isPresent();
  }

  private Answer call(String handler, String inputs, Duration timeout) throws Exception {
    return run(runner, resource("handlers/" + handler + ".py"), inputs, timeout);
  }

  private Answer callRunner(String name, Duration timeout) throws Exception {
    return run(resource("runners/" + name + ".py"), resource("handlers/echo.py"), "{}", timeout);
  }

  private Answer run(Path runnerFile, Path handlerFile, String inputs, Duration timeout)
      throws IOException, InterruptedException {
    Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
    Map<String, String> own =
        Map.of("PATH", System.getenv("PATH"), "SECRET", "s3cret", "GRANTED", "yes");
    ProcessRuntime runtime =
        new ProcessRuntime(
            TestPrograms.of(environments, runnerFile),
            sandboxes,
            new Cells(
                new Egress(List.of(), own, new SimpleMeterRegistry()),
                new LaunchCommand(own, new CallLimits(new SandboxSettings(), 2)),
                MAX_LINE,
                GRACE),
            GRACE,
            WarmLimits.NONE,
            new SimpleMeterRegistry());
    return runtime.call(
        new SkillCall(
            Scopes.scope(folder, agent("tester", List.of())),
            "call-1",
            new Tool(
                SkillFixture.skill("test")
                    .folder(handlerFile.resolveSibling(""))
                    .environment("GRANTED", "ABSENT")
                    .build(),
                handler("handler").file(handlerFile).build()),
            object(inputs),
            artifacts,
            timeout),
        (message, fraction) -> progress.add(fraction == null ? message : message + " " + fraction));
  }

  static Path resource(String name) throws IOException {
    try {
      return Path.of(
          Objects.requireNonNull(ProcessRuntimeTest.class.getResource("/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
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
