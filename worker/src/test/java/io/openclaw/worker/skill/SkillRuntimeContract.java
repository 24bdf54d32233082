package io.openclaw.worker.skill;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.json;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import io.openclaw.event.LiveEvent.SkillProgress;
import io.openclaw.worker.fixture.RecordingLiveView;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.skill.protocol.HandlerLog;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every runtime promises, whatever a handler is. Each runtime has the same handler, {@code
 * contract}, which does what its input {@code do} says. What a runtime cannot do by its nature is a
 * {@link Lack}: then the suite wants what happens instead.
 */
public abstract class SkillRuntimeContract {
  protected static final String SKILL = "suite";
  protected static final String HANDLER = "contract";
  protected static final Duration GRACE = Duration.ofMillis(500);

  /** As small as a worker may have it and a contract needs it. */
  protected static final int MAX_LINE = 1 << 20;

  private static final Duration LONG = Duration.ofSeconds(60);

  /** What a runtime cannot do by its nature. */
  protected enum Lack {
    /** Its handlers cannot hand over files. */
    ARTIFACTS,
    /** Its handlers have no codes for their failures, and do not say whether to try again. */
    ERROR_CODES
  }

  @TempDir protected Path folder;
  private final RecordingLiveView live = new RecordingLiveView();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final LogCapture capture = new LogCapture(logged);
  private StepScope scope;

  /** The runtime, with {@link #MAX_LINE} and {@link #GRACE}. */
  protected abstract SkillRuntime runtime() throws Exception;

  /** A skill of this runtime with a handler. */
  protected abstract Skill skill(Handler handler) throws Exception;

  /** The file of the handler {@code contract}. */
  protected Path file() throws Exception {
    return Path.of("/skills/none");
  }

  protected Set<Lack> lacks() {
    return EnumSet.noneOf(Lack.class);
  }

  /** Whether anything of a call still runs, or lies about. */
  protected abstract void assertNothingIsLeft() throws Exception;

  @BeforeEach
  void open() throws IOException {
    scope = Scopes.scope(folder, agent("tester", List.of()));
    Logger.getLogger(HandlerLog.class.getName()).addHandler(capture);
  }

  @AfterEach
  void leaveNothing() throws Exception {
    Logger.getLogger(HandlerLog.class.getName()).removeHandler(capture);
    Path own = folder.resolve("data/artifacts/" + Scopes.TASK + "/step-1/tester/1");
    if (Files.exists(own)) {
      try (var left = Files.list(own)) {
        assertThat(left.map(file -> file.getFileName().toString()))
            .noneMatch(n -> n.startsWith("."));
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void shouldReturnWhatTheHandlerReturns() throws Exception {
    ObjectNode output =
        returned(call("{'do':'echo','text':'你好 \uD83D\uDE00 \\\"x\\\"','n':1.5}")).output();

    assertThat(output.get("inputs"))
        .isEqualTo(json("{'do':'echo','text':'你好 \uD83D\uDE00 \\\"x\\\"','n':1.5}"));
  }

  @Test
  void shouldTellTheHandlerWhoseCallItIs() throws Exception {
    ObjectNode output = returned(call("{'do':'echo'}")).output();

    assertThat(output.get("key").asText()).isEqualTo("key-1");
    assertThat(output.get("attempt").asInt()).isEqualTo(1);
    assertThat(output.get("task").asText()).isEqualTo(Scopes.TASK.toString());
    assertThat(output.get("step").asText()).isEqualTo("step-1");
    assertThat(output.get("agent").asText()).isEqualTo("tester");
    assertThat(output.get("language").asText()).isEqualTo("en");
  }

  @Test
  void shouldNotRunWhereTheInputsDoNotFit() throws Exception {
    Failure failure = failure(call("{'do':3}"));

    assertThat(failure.code()).isEqualTo("BAD_INPUT");
    assertThat(failure.message()).contains("suite:contract", "/do");
    assertThat(progress()).isEmpty();
  }

  @Test
  void shouldRefuseAnOutputThatDoesNotFit() throws Exception {
    Failure failure = failure(call("{'do':'misfit'}"));

    assertThat(failure.code()).isEqualTo("BAD_OUTPUT");
    assertThat(failure.message()).contains("/rows");
  }

  @Test
  void shouldPassOnProgressAndKeepALogAndArtifacts() throws Exception {
    SkillOutcome outcome = call("{'do':'work'}");

    assertThat(progress()).containsExactly("begins 0.0", "ends 1.0");
    assertThat(logged).singleElement().asString().contains("half of it", "suite:contract");
    if (lacks().contains(Lack.ARTIFACTS)) {
      assertThat(failure(outcome).code()).isEqualTo("BAD_OUTPUT");
      assertThat(failure(outcome).message()).contains("report.md");
    } else {
      Artifact report = returned(outcome).artifacts().getFirst();
      assertThat(report.mediaType()).isEqualTo("text/markdown");
      assertThat(scope.artifacts().find(report.uri()).orElseThrow()).hasContent("# Report");
      assertThat(returned(outcome).output().at("/report/uri").asText()).isEqualTo(report.uri());
    }
  }

  @Test
  void shouldKeepNoArtifactOfACallThatFails() throws Exception {
    failure(call("{'do':'spoil'}"));

    assertThat(scope.artifacts().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldPassOnAForeseenFailure(boolean retryable) throws Exception {
    Failure failure = failure(call("{'do':'fail','retryable':" + retryable + "}"));

    Failure meant = new Failure("NO_LUCK", "try again", retryable);
    assertThat(failure)
        .isEqualTo(
            lacks().contains(Lack.ERROR_CODES)
                ? Failure.permanent("HANDLER_FAILED", "suite:contract: try again")
                : meant);
  }

  @Test
  void shouldTellOfAFaultThatTheHandlerHadNotForeseen() throws Exception {
    Failure failure = failure(call("{'do':'break'}"));

    assertThat(failure.code()).isEqualTo("HANDLER_FAILED");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).isNotBlank();
  }

  @Test
  void shouldEndACallWhoseTimeIsOver() throws Exception {
    long began = System.nanoTime();

    Failure failure = failure(call("{'do':'wait'}", Duration.ofSeconds(1)));

    assertThat(failure.code()).isEqualTo("TIMEOUT");
    assertThat(failure.retryable()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    assertThat(progress()).containsExactly("waits");
  }

  @Test
  void shouldKeepToItsTimeHoweverMuchIsTold() throws Exception {
    assertThat(failure(call("{'do':'chatter'}", Duration.ofSeconds(1))).code())
        .isEqualTo("TIMEOUT");
    assertThat(progress()).hasSizeGreaterThan(10);
  }

  @Test
  void shouldEndACallThatIsCancelled() throws Exception {
    // given
    AtomicReference<Object> end = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                end.set(call("{'do':'wait'}"));
              } catch (Exception e) {
                end.set(e);
              }
            });
    await().until(() -> !progress().isEmpty());

    // when
    thread.interrupt();

    // then
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void shouldTakeALargeOutput() throws Exception {
    int length = MAX_LINE - 2_000;

    assertThat(returned(call("{'do':'large','n':" + length + "}")).output().get("text").asText())
        .hasSize(length);
  }

  @Test
  void shouldRefuseAnOutputThatIsTooLarge() throws Exception {
    Failure failure = failure(call("{'do':'large','n':" + (MAX_LINE + 1) + "}"));

    assertThat(failure.code()).isEqualTo("OUTPUT_TOO_LARGE");
    assertThat(failure.message()).contains("suite:contract", String.valueOf(MAX_LINE));
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 900})
  void shouldRefuseAnOutputThatNestsTooDeep(int levels) throws Exception {
    assertThat(failure(call("{'do':'deep','n':" + levels + "}")).code())
        .isEqualTo("OUTPUT_TOO_DEEP");
  }

  @Test
  void shouldSurviveAnOutputThatNestsDeeperThanAnybodyReads() throws Exception {
    assertThat(failure(call("{'do':'deep','n':20000}")).code())
        .isIn("OUTPUT_TOO_DEEP", "BAD_PROTOCOL", "HANDLER_FAILED");
  }

  @Test
  void shouldNotLetOneCallDisturbAnother() throws Exception {
    failure(call("{'do':'break'}"));
    failure(call("{'do':'wait'}", Duration.ofMillis(300)));

    assertThat(returned(call("{'do':'echo','text':'still here'}")).output().at("/inputs/text"))
        .isEqualTo(json("'still here'"));
  }

  private SkillOutcome call(String inputs) throws Exception {
    return call(inputs, LONG);
  }

  private SkillOutcome call(String inputs, Duration timeout) throws Exception {
    Handler contract =
        handler(HANDLER)
            .file(file())
            .timeout(timeout)
            .inputs("do", "{'do':{'type':'string'},'text':{},'n':{},'retryable':{}}")
            .outputs("{'type':'object','properties':{'rows':{'type':'integer'}}}")
            .build();
    CallWatch watch = new CallWatch(live, new SimpleMeterRegistry(), Clock.systemUTC());
    return new CheckedCalls(List.of(runtime()), List.of(), watch)
        .call(scope, new Tool(skill(contract), contract), "call-1", object(inputs));
  }

  private List<String> progress() {
    return live.events(SkillProgress.class).stream()
        .map(told ->
            told.fraction() == null ? told.message() : told.message() + " " + told.fraction())
        .toList();
  }

  private static SkillOutcome.Returned returned(SkillOutcome outcome) {
    assertThat(outcome).isInstanceOf(SkillOutcome.Returned.class);
    return (SkillOutcome.Returned) outcome;
  }

  private static Failure failure(SkillOutcome outcome) {
    assertThat(outcome).isInstanceOf(SkillOutcome.Failed.class);
    return ((SkillOutcome.Failed) outcome).failure();
  }

  /** Keeps what handlers log at INFO and above. */
  private static final class LogCapture extends java.util.logging.Handler {
    private final List<String> lines;

    private LogCapture(List<String> lines) {
      this.lines = lines;
      setLevel(Level.INFO);
    }

    @Override
    public void publish(LogRecord line) {
      if (isLoggable(line)) {
        lines.add(new org.jboss.logmanager.formatters.PatternFormatter("%s").format(line));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
