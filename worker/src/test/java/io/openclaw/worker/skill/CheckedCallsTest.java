package io.openclaw.worker.skill;

import static io.openclaw.worker.fixture.Goals.dataset;
import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static io.openclaw.worker.fixture.Workspaces.tool;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.Failure;
import io.openclaw.event.LiveEvent.SkillCalled;
import io.openclaw.event.LiveEvent.SkillProgress;
import io.openclaw.event.LiveEvent.SkillReturned;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.fixture.RecordingLiveView;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.Skill.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedCallsTest {
  private final Tool convert =
      tool(
          handler("convert")
              .timeout(Duration.ofSeconds(7))
              .inputs(
                  "file",
                  "{'file':{'type':'string','format':'file'},'more':{'type':'array','items':"
                      + "{'type':'object','properties':{'file':{'type':'string','format':'file'}}}},"
                      + "'limit':{'type':'integer','minimum':1}}")
              .outputs(
                  "{'type':'object','required':['rows'],'properties':{'rows':{'type':'integer'}}}")
              .build());

  @TempDir Path folder;
  private final RecordingLiveView live = new RecordingLiveView();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<SkillCall> made = new ArrayList<>();
  private StepScope scope;
  private Running runtime = (call, listener) -> output("{'rows':1}");

  @BeforeEach
  void open() throws IOException {
    for (String name : List.of("a.csv", "b.csv", "c.csv")) {
      Path file = folder.resolve("workspace/datasets").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    scope = Scopes.scope(folder, agent("a", List.of()), dataset("a.csv"), dataset("b.csv"));
  }

  @Test
  void shouldCallWithRealPathsAndTheHandlersTimeout() throws InterruptedException {
    // when
    SkillOutcome outcome =
        call("{'file':'/workspace/datasets/a.csv','more':[{'file':'workspace/datasets/b.csv'}]}");

    // then
    assertThat(outcome).isInstanceOf(SkillOutcome.Returned.class);
    Path datasets = real("workspace/datasets");
    assertThat(made.getFirst().inputs())
        .isEqualTo(
            object(
                "{'file':'"
                    + datasets.resolve("a.csv")
                    + "','more':[{'file':'"
                    + datasets.resolve("b.csv")
                    + "'}]}"));
    assertThat(made.getFirst().timeout()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7));
  }

  @Test
  void shouldRefuseInputsThatDoNotFitAndNameThePlace() throws InterruptedException {
    // when
    SkillOutcome outcome = call("{'file':'/workspace/datasets/a.csv','limit':0}");

    // then
    assertThat(failure(outcome).code()).isEqualTo("BAD_INPUT");
    assertThat(failure(outcome).message()).contains("test:convert", "'/limit'", "minimum");
    assertThat(made).isEmpty();
  }

  @Test
  void shouldRefuseAPrivateSkillOfAnotherAgentWhoeverHasChosenIt() throws Exception {
    // given
    Skill secret = Workspaces.owned("b", "secret", handler("tell").build());
    Tool tell = new Tool(secret, secret.handlers().values().iterator().next());
    StepScope owner = Scopes.scope(folder, agent("b", List.of()));
    StepScope binder = Scopes.scope(folder, agent("a", List.of(), Workspaces.binding("secret")));
    StepScope nobody = Scopes.scope(folder, null);
    runtime = (call, listener) -> output("{}");

    // then
    assertThat(calls().call(owner, tell, "call-1", object("{}")))
        .isInstanceOf(SkillOutcome.Returned.class);
    for (StepScope other : List.of(binder, nobody)) {
      assertThat(failure(calls().call(other, tell, "call-1", object("{}"))).code())
          .isEqualTo("FORBIDDEN_SKILL");
    }
    assertThat(made).hasSize(1);
  }

  @Test
  void shouldRefuseASkillThatWantsWhatItWasNotGranted() throws InterruptedException {
    // given
    Skill greedy =
        Workspaces.skill("greedy", Visibility.PUBLIC, convert.handler()).without(List.of("HOUSE"));
    CheckedCalls calls = calls();

    // then
    assertThat(calls.condition(greedy))
        .isInstanceOf(SkillRuntime.Condition.NotReady.class)
        .asString()
        .contains("HOUSE", "config.yaml", "orchestrator/skill-registry.yaml");
    Failure failure =
        failure(calls.call(scope, new Tool(greedy, convert.handler()), "call-1", object("{}")));
    assertThat(failure.code()).isEqualTo("SKILL_NOT_READY");
    assertThat(failure.message()).contains("greedy", "HOUSE");
    assertThat(made).isEmpty();
  }

  @Test
  void shouldRefuseASkillOfARuntimeThatTheWorkerHasNot() throws InterruptedException {
    // given
    Skill skill = Workspaces.skill("other", RuntimeKind.WASM, null, convert.handler());
    CheckedCalls calls = calls();

    // then
    assertThat(calls.condition(skill))
        .isEqualTo(new SkillRuntime.Condition.NotReady("this worker has no runtime wasm"));
    assertThat(failure(calls.call(scope, new Tool(skill, convert.handler()), "1", object("{}"))))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("SKILL_NOT_READY"))
        .satisfies(failure -> assertThat(failure.message()).contains("other", "runtime wasm"));
  }

  @Test
  void shouldRefuseAFileThatIsNotGranted() throws InterruptedException {
    assertThat(failure(call("{'file':'/workspace/datasets/c.csv'}")).code())
        .isEqualTo("FORBIDDEN_PATH");
    assertThat(
            failure(call("{'file':'/workspace/datasets/a.csv','more':[{'file':'/etc/passwd'}]}"))
                .code())
        .isEqualTo("FORBIDDEN_PATH");
    assertThat(failure(call("{'file':'artifact:other/s/a/1/x'}")).code())
        .isEqualTo("FORBIDDEN_PATH");
    assertThat(made).isEmpty();
  }

  @Test
  void shouldRefuseAnOutputThatDoesNotFit() throws InterruptedException {
    // given
    runtime = (call, listener) -> output("{'rows':'many'}");

    // then
    assertThat(failure(call("{'file':'/workspace/datasets/a.csv'}")))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("BAD_OUTPUT"))
        .satisfies(failure -> assertThat(failure.message()).contains("'/rows'"));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 998, 100_000})
  void shouldRefuseAnOutputThatNestsTooDeep(int levels) throws InterruptedException {
    // given an object with that many arrays in it
    runtime =
        (call, listener) -> {
          ArrayNode array = JsonNodeFactory.instance.arrayNode();
          for (int i = 1; i < levels; i++) {
            array = JsonNodeFactory.instance.arrayNode().add(array);
          }
          ObjectNode output = JsonNodeFactory.instance.objectNode().put("rows", 1);
          output.set("more", array);
          return new Answer.Output(output, List.of());
        };

    // then
    assertThat(failure(call("{'file':'/workspace/datasets/a.csv'}")))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("OUTPUT_TOO_DEEP"))
        .satisfies(failure -> assertThat(failure.message()).contains("test:convert", "100 levels"))
        .satisfies(failure -> assertThat(failure.retryable()).isFalse());
  }

  @Test
  void shouldKeepArtifactsAndCompleteTheOutput() throws InterruptedException {
    // given
    runtime =
        (call, listener) -> {
          write(call.artifactsDir().resolve("t.csv"));
          return output(
              "{'rows':2,'table':{'artifact':'t.csv'}}", new Announced("t.csv", "text/csv"));
        };

    // when
    SkillOutcome outcome = call("{'file':'/workspace/datasets/a.csv'}");

    // then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            SkillOutcome.Returned.class,
            returned -> {
              assertThat(returned.artifacts())
                  .singleElement()
                  .satisfies(a -> assertThat(a.size()).isEqualTo(4));
              assertThat(returned.output().at("/table/uri").asText())
                  .isEqualTo("artifact:" + Scopes.TASK + "/step-1/a/1/t.csv");
            });
    assertThat(made.getFirst().artifactsDir()).doesNotExist();
  }

  @Test
  void shouldKeepNoArtifactOfACallThatFails() throws InterruptedException {
    // given
    runtime =
        (call, listener) -> {
          write(call.artifactsDir().resolve("t.csv"));
          return new Answer.Refused(Failure.passing("NO_LUCK", "later"));
        };

    // when
    SkillOutcome outcome = call("{'file':'/workspace/datasets/a.csv'}");

    // then
    assertThat(failure(outcome)).isEqualTo(Failure.passing("NO_LUCK", "later"));
    assertThat(scope.artifacts().all()).isEmpty();
    assertThat(real("data/artifacts/" + Scopes.TASK + "/step-1/a/1")).isEmptyDirectory();
  }

  @Test
  void shouldRefuseAnOutputThatNamesAnArtifactNobodyMade() throws InterruptedException {
    // given
    runtime = (call, listener) -> output("{'rows':2,'table':{'artifact':'t.csv'}}");

    // then
    assertThat(failure(call("{'file':'/workspace/datasets/a.csv'}")).code())
        .isEqualTo("BAD_OUTPUT");
  }

  @Test
  void shouldPublishNothingWhereTheOutputNamesWhatNobodyMade() throws InterruptedException {
    // given
    runtime =
        (call, listener) -> {
          write(call.artifactsDir().resolve("t.csv"));
          return output(
              "{'rows':2,'table':{'artifact':'t.csv'},'more':{'artifact':'u.csv'}}",
              new Announced("t.csv", "text/csv"));
        };

    // when
    SkillOutcome outcome = call("{'file':'/workspace/datasets/a.csv'}");

    // then
    assertThat(failure(outcome).code()).isEqualTo("BAD_OUTPUT");
    assertThat(failure(outcome).message()).contains("u.csv").doesNotContain("t.csv");
    assertThat(scope.artifacts().all()).isEmpty();
    assertThat(real("data/artifacts/" + Scopes.TASK + "/step-1/a/1")).isEmptyDirectory();
  }

  @Test
  void shouldLetPeopleWatchAndMeasure() throws InterruptedException {
    // given
    runtime =
        (call, listener) -> {
          listener.progress("half", 0.5);
          return output("{'rows':1}");
        };

    // when
    SkillOutcome outcome = call("{'file':'/workspace/datasets/a.csv'}");

    // then
    assertThat(outcome).isInstanceOf(SkillOutcome.Returned.class);
    assertThat(live.events())
        .hasExactlyElementsOfTypes(SkillCalled.class, SkillProgress.class, SkillReturned.class);
    assertThat(live.events(SkillCalled.class).getFirst().arguments())
        .isEqualTo(object("{'file':'/workspace/datasets/a.csv'}"));
    assertThat(live.events(SkillReturned.class).getFirst().failure()).isNull();
    assertThat(
            meters
                .get("skill.execution.duration")
                .tags("skill_id", "test", "status", "completed")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS))
        .isPositive();
  }

  @Test
  void shouldShowLargeArgumentsByTheirSizeOnly() throws InterruptedException {
    // when
    SkillOutcome outcome =
        call("{'file':'/workspace/datasets/a.csv','note':'" + "x".repeat(5_000) + "'}");

    // then
    assertThat(outcome).isInstanceOf(SkillOutcome.Returned.class);
    assertThat(live.events(SkillCalled.class).getFirst().arguments().get("note").asText())
        .isEqualTo("… 5002 characters");
  }

  /** What the runtime does with a call. */
  private interface Running {
    Answer call(SkillCall call, SkillRuntime.SkillListener listener) throws InterruptedException;
  }

  private final class RememberingRuntime implements SkillRuntime {
    @Override
    public RuntimeKind kind() {
      return RuntimeKind.PROCESS;
    }

    @Override
    public Condition condition(Skill skill) {
      return new Condition.Ready();
    }

    @Override
    public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
      made.add(call);
      return runtime.call(call, listener);
    }
  }

  private SkillOutcome call(String arguments) throws InterruptedException {
    return calls().call(scope, convert, "call-1", object(arguments));
  }

  private CheckedCalls calls() {
    return new CheckedCalls(
        List.of(new RememberingRuntime()),
        List.of(),
        new CallWatch(live, meters, Clock.systemUTC()));
  }

  private Path real(String name) {
    try {
      return folder.resolve(name).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "a,b\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer output(String json, Announced... artifacts) {
    return new Answer.Output(object(json), List.of(artifacts));
  }

  private static Failure failure(SkillOutcome outcome) {
    assertThat(outcome).isInstanceOf(SkillOutcome.Failed.class);
    return ((SkillOutcome.Failed) outcome).failure();
  }
}
