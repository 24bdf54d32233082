package io.openclaw.worker.skill.process;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.Attachment;
import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.fixture.SandboxSettings;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.GpuDevice;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Permissions;
import io.openclaw.workspace.Skill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which calls find a process that waits, and which must not; with real processes. */
class WarmPoolTest {
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Map<String, String> OWN = Map.of("PATH", System.getenv("PATH"));

  @TempDir static Path cache;
  @TempDir Path folder;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private PythonEnvironments environments;
  private ProcessRuntime runtime;
  private Path code;

  @BeforeEach
  void begin() throws Exception {
    folder = folder.toRealPath();
    environments = new PythonEnvironments(Optional.empty(), cache, System.getenv());
    runtime = runtime(new WarmLimits(1L << 30, LONG));
    code = Files.createDirectories(folder.resolve("skill")).resolve("counting.py");
    Files.copy(ProcessRuntimeTest.resource("handlers/counting.py"), code);
  }

  @AfterEach
  void end() {
    runtime.close();
    environments.close();
  }

  @Test
  void shouldServeOneCallEach() throws Exception {
    for (int round = 1; round <= 3; round++) {
      // given
      warmUp(call("acme", "agent-a", "{}"));

      // when
      ObjectNode output = output(call("acme", "agent-a", "{}"));

      // then
      assertThat(output.get("calls").asInt()).isEqualTo(1);
      assertThat(starts("warm")).isEqualTo(round);
    }
    assertThat(starts("cold")).isZero();
  }

  @Test
  void shouldWaitForTheNextCallOnceThereWasOne() throws Exception {
    // when
    output(call("acme", "agent-a", "{}"));

    // then
    await().until(() -> waiting() == 1);
    output(call("acme", "agent-a", "{}"));
    assertThat(starts("warm")).isEqualTo(1);
    assertThat(starts("cold")).isEqualTo(1);
  }

  @Test
  void shouldShareNothingBetweenTenants() throws Exception {
    warmUp(call("acme", "agent-a", "{}"));

    assertIsCold(call("other", "agent-a", "{}"));
  }

  @Test
  void shouldShareNothingBetweenAgents() throws Exception {
    warmUp(call("acme", "agent-a", "{}"));

    assertIsCold(call("acme", "agent-b", "{}"));
  }

  /** The same agent after an edit of what it may do. */
  @Test
  void shouldNotKeepRightsThatWereTakenAway() throws Exception {
    // given
    SkillCall before = call("acme", agent("agent-a", "/workspace/one", "/workspace/two"), "{}");
    warmUp(before);

    // then
    assertIsCold(call("acme", agent("agent-a", "/workspace/one"), "{}"));
  }

  @Test
  void shouldNotRunWhatHasChangedSinceItWasImported() throws Exception {
    // given
    warmUp(call("acme", "agent-a", "{}"));
    Files.writeString(code, "def run(inputs, context):\n    return {'calls': 'new'}\n");

    // when
    ObjectNode output = output(call("acme", "agent-a", "{}"));

    // then
    assertThat(output.get("calls").asText()).isEqualTo("new");
    assertThat(starts("warm")).isZero();
  }

  @Test
  void shouldNotGiveGpusToAProcessThatHasBegunWithout() throws Exception {
    warmUp(call("acme", "agent-a", "{}"));

    assertIsCold(call("acme", "agent-a", "{}").with(List.of(new GpuDevice(0, "GPU-1d2e"))));
  }

  @Test
  void shouldBringItTheFilesOfTheCall() throws Exception {
    // given
    Path data = Files.createDirectories(folder.resolve("workspace/datasets"));
    Path file = Files.writeString(data.resolve("numbers.csv"), "a,b\n1,2\n");
    Files.writeString(data.resolve("of-others.csv"), "c\n3\n");
    SkillCall call = withAttachment(file);
    warmUp(call);

    // when
    Answer.Output answer = (Answer.Output) runtime.call(call, (message, fraction) -> {});

    // then
    assertThat(starts("warm")).isEqualTo(1);
    assertThat(answer.output().get("content").asText()).isEqualTo("a,b\n1,2\n");
    assertThat(answer.output().get("shown").asText()).isEqualTo("workspace/datasets/numbers.csv");
    assertThat(answer.output().get("beside")).hasSize(1);
    assertThat(call.artifactsDir().resolve("report.md")).hasContent("a,b\n1,2\n");
  }

  @Test
  void shouldShowLargeFilesWhereTheyLie() throws Exception {
    // given
    Path data = Files.createDirectories(folder.resolve("workspace/datasets"));
    Path file = Files.writeString(data.resolve("numbers.csv"), "1234567\n".repeat(1_100_000));
    SkillCall call = withAttachment(file);
    warmUp(call);

    // when
    ObjectNode output = output(call);

    // then
    assertThat(output.get("content").asText()).startsWith("1234567\n");
    assertThat(starts("warm")).isZero();
  }

  @Test
  void shouldKeepToItsMemory() throws Exception {
    // given
    runtime.close();
    runtime = runtime(new WarmLimits(1, LONG));

    // when
    runtime.expect(call("acme", "agent-a", "{}"));

    // then
    assertIsCold(call("acme", "agent-a", "{}"));
    await().untilAsserted(() -> assertThat(ProcessHandle.current().children()).isEmpty());
    assertThat(waiting()).isZero();
  }

  /** Three are wanted, and there is room for one or two. */
  @Test
  void shouldUseMemoryThatIsFreeAgain() throws Exception {
    // given
    runtime.close();
    runtime = runtime(new WarmLimits(20L << 20, LONG));
    SkillCall call = call("acme", "agent-a", "{}");
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      callers.invokeAll(Collections.nCopies(3, () -> output(call)));
    }

    for (int calls = 1; calls <= 4; calls++) {
      // when
      await().until(() -> waiting() > 0);
      output(call);

      // then
      assertThat(starts("warm")).isEqualTo(calls);
      assertThat(waiting()).isLessThan(3);
    }
  }

  @Test
  void shouldEndWhoIsNotAskedFor() throws Exception {
    // given
    runtime.close();
    runtime = runtime(new WarmLimits(1L << 30, Duration.ofMillis(500)));

    // when
    runtime.expect(call("acme", "agent-a", "{}"));

    // then
    await().until(() -> meters.counter("openclaw.skill.warm.starts").count() > 0);
    await().until(() -> waiting() == 0);
    await().untilAsserted(() -> assertThat(ProcessHandle.current().children()).isEmpty());
  }

  /** A handler that cannot be imported says why in its call, and is not tried without end. */
  @Test
  void shouldNotTryAgainAndAgain() throws Exception {
    // given
    Path granted = folder.resolve("workspace/agent-a");
    Files.writeString(
        code,
        """
        import os
        with open("%s/imports", "a") as file:
            file.write("x")
        import there_is_no_such_module
        """
            .formatted(granted));
    SkillCall call = call("acme", agent("agent-a", "/workspace/agent-a"), "{}");

    // when
    runtime.expect(call);
    await().untilAsserted(() -> assertThat(granted.resolve("imports")).hasContent("x"));
    await().untilAsserted(() -> assertThat(ProcessHandle.current().children()).isEmpty());
    Answer answer = runtime.call(call, (message, fraction) -> {});

    // then
    assertThat(((Answer.Refused) answer).failure().code()).isEqualTo("REQUIREMENT_MISSING");
    assertThat(granted.resolve("imports")).hasContent("xx");
    assertThat(waiting()).isZero();
  }

  private void warmUp(SkillCall call) throws Exception {
    runtime.expect(call);
    await().until(() -> waiting() > 0);
  }

  private void assertIsCold(SkillCall call) throws Exception {
    output(call);
    assertThat(starts("warm")).isZero();
  }

  private ObjectNode output(SkillCall call) throws Exception {
    Answer answer = runtime.call(call, (message, fraction) -> {});
    assertThat(answer).isInstanceOf(Answer.Output.class);
    return ((Answer.Output) answer).output();
  }

  private double starts(String kind) {
    return meters.find("openclaw.skill.starts").tag("start", kind).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private double waiting() {
    return meters.get("openclaw.skill.warm.processes").gauge().value();
  }

  private ProcessRuntime runtime(WarmLimits limits) {
    meters.clear();
    LaunchCommand launch = new LaunchCommand(OWN, new CallLimits(new SandboxSettings(), 2));
    return new ProcessRuntime(
        TestPrograms.of(environments, PythonHelper.install(cache)),
        new Sandboxes(true, cache, System.getenv("PATH")),
        new Cells(new Egress(List.of(), OWN, meters), launch, 1 << 20, GRACE),
        GRACE,
        limits,
        meters);
  }

  private SkillCall withAttachment(Path file) throws IOException {
    Agent agent = agent("agent-a", "/workspace/agent-a");
    Attachment attachment =
        new Attachment("numbers.csv", "/workspace/datasets/" + file.getFileName());
    StepScope scope = Scopes.scope(folder, agent, attachment);
    return call(scope, "{'file':'" + file + "','report':true}");
  }

  private SkillCall call(String tenant, String agent, String inputs) throws IOException {
    return call(tenant, agent(agent, "/workspace/shared"), inputs);
  }

  private SkillCall call(String tenant, Agent agent, String inputs) throws IOException {
    StepScope scope = Scopes.scope(folder, agent);
    return call(
        new StepScope(
            scope.taskId(),
            tenant,
            scope.step(),
            scope.idempotencyKey(),
            scope.language(),
            agent,
            scope.grants(),
            scope.artifacts()),
        inputs);
  }

  private SkillCall call(StepScope scope, String inputs) throws IOException {
    Skill skill = SkillFixture.skill("counting").folder(code.resolveSibling("")).build();
    Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
    return new SkillCall(
        scope,
        "call-1",
        new Tool(skill, handler("handler").file(code).build()),
        object(inputs),
        artifacts,
        Duration.ofSeconds(60));
  }

  private static Agent agent(String id, String... folders) {
    return Workspaces.agent(id, new Permissions(0, List.of(folders), List.of()));
  }
}
