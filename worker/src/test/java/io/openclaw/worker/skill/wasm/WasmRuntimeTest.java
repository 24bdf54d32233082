package io.openclaw.worker.skill.wasm;

import static io.openclaw.worker.fixture.Goals.dataset;
import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.json;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Failure;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.Condition;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.Skill;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a module cannot do to the worker, and what it sees of the machine. */
@Timeout(60)
class WasmRuntimeTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final MemoryQuantity MEMORY = new MemoryQuantity(8 << 20);

  @TempDir Path folder;
  private final WasmRuntime runtime =
      new WasmRuntime(Map.of("GRANTED", "yes", "SECRET", "s3cret"), 1 << 20, GRACE);

  @AfterEach
  void leaveNothing() {
    WasmContractTest.assertNoModuleRuns();
  }

  @Test
  void shouldSeeNothingOfTheMachineButWhatTheCallNames() throws Exception {
    // given
    Path granted = write("workspace/datasets/a.csv", "granted");
    Path other = write("workspace/datasets/b.csv", "not granted");

    // when
    ObjectNode output =
        output(call("{'do':'look','file':'" + granted + "','other':'" + other + "'}", LONG));

    // then
    assertThat(output.get("file")).isEqualTo(json("'granted'"));
    assertThat(output.get("other")).isEqualTo(json("null"));
    assertThat(output.get("variables")).isEqualTo(json("['GRANTED=yes']"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "/proc/self/environ", "../../../../etc/passwd", "/../etc/passwd"})
  void shouldNotReadFilesOfTheMachine(String path) throws Exception {
    assertThat(output(call("{'do':'look','file':'" + path + "','other':''}", LONG)).get("file"))
        .isEqualTo(json("null"));
  }

  @Test
  void shouldNotFollowALinkOutOfAGrantedFolder() throws Exception {
    // given
    Path secret = write("secret.txt", "secret");
    Path link = folder.toRealPath().resolve("workspace/datasets/link.csv");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, secret);
    write("workspace/datasets/a.csv", "granted");

    // then
    assertThat(output(call("{'do':'look','file':'" + link + "','other':''}", LONG)).get("file"))
        .isEqualTo(json("null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "wait"})
  void shouldEndAModuleThatDoesNotEnd(String what) throws Exception {
    long began = System.nanoTime();

    assertThat(failure(call("{'do':'" + what + "'}", Duration.ofSeconds(1))).code())
        .isEqualTo("TIMEOUT");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void shouldEndAModuleThatGoesOnAfterItsAnswer() throws Exception {
    assertThat(output(call("{'do':'twice'}", LONG))).isEqualTo(object("{'rows':1}"));
  }

  @Test
  void shouldGrowToTheMemoryOfItsSkillAndNoFurther() throws Exception {
    assertThat(output(call("{'do':'grow'}", LONG)).get("mebibytes").asInt()).isBetween(1, 8);
    assertThat(
            output(call("{'do':'grow'}", LONG, new MemoryQuantity(64 << 20)))
                .get("mebibytes")
                .asInt())
        .isBetween(9, 64);
  }

  @Test
  void shouldRefuseToBeginWithMoreMemory() throws Exception {
    Failure failure = failure(call("{'do':'echo'}", LONG, new MemoryQuantity(65_536)));

    assertThat(failure.code()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(failure.message()).contains("memory");
  }

  @Test
  void shouldWriteNoMoreFilesThanItHasMemory() throws Exception {
    assertThat(output(call("{'do':'fill'}", LONG)).get("kibibytes").asInt())
        .isBetween(4_000, 8_192);
  }

  @Test
  void shouldNotOpenFilesWithoutEnd() throws Exception {
    assertThat(output(call("{'do':'hoard'}", LONG)).get("files").asInt()).isBetween(1_000, 10_000);
  }

  @Test
  void shouldRefuseAFileThatIsLargerThanItsMemory() throws Exception {
    Path granted = write("workspace/datasets/a.csv", "x".repeat(9 << 20));

    Failure failure = failure(call("{'do':'look','file':'" + granted + "','other':''}", LONG));

    assertThat(failure.code()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(failure.message()).contains("8Mi");
  }

  /** No limit is to blame for what the machine does. */
  @Test
  void shouldTellApartWhatCannotBeKeptFromWhatHasNoRoom() throws Exception {
    Files.createDirectories(folder.resolve("artifacts/report.md"));

    assertThat(failure(call("{'do':'work'}", LONG)).code()).isEqualTo("INTERNAL");
  }

  @Test
  void shouldCountTheReadingOfTheModuleAsItsTime() throws Exception {
    assertThat(failure(call("{'do':'echo'}", Duration.ofNanos(1))).code()).isEqualTo("TIMEOUT");
  }

  @Test
  void shouldEndCallsUponCalls() throws Exception {
    assertThat(failure(call("{'do':'recurse'}", LONG)).code())
        .isIn("HANDLER_FAILED", "LIMIT_EXCEEDED");
  }

  @Test
  void shouldTellHowAModuleEndedWithoutAnAnswer() throws Exception {
    assertThat(failure(call("{'do':'exit'}", LONG)).message()).contains("exit status 3");
    assertThat(failure(call("{'do':'break'}", LONG)).message()).contains("unreachable");
    assertThat(failure(call("{'do':'garbage'}", LONG)).code()).isEqualTo("BAD_PROTOCOL");
  }

  @Test
  void shouldNotBeReadyWithAFileThatIsNoModule() throws Exception {
    Path file = write("none.wasm", "none");

    assertThat(runtime.condition(skill(file, MEMORY)))
        .isInstanceOfSatisfying(
            Condition.NotReady.class,
            not -> assertThat(not.reason()).contains("none.wasm", "no sound module"));
    assertThat(failure(call("{'do':'echo'}", LONG, file, MEMORY)).code())
        .isEqualTo("SKILL_NOT_READY");
  }

  @Test
  void shouldRefuseAModuleThatTakesMemoryNobodyCounts() throws Exception {
    assertThat(reason(module(1, 1, false))).contains("no _start");
    assertThat(reason(module(1, 2, true))).contains("one memory");
    assertThat(reason(module(200_000, 1, true))).contains("one table");
    assertThat(runtime.condition(skill(module(1, 1, true), MEMORY)))
        .isEqualTo(new Condition.Ready());
  }

  @Test
  void shouldTakeUpAModuleThatHasChanged() throws Exception {
    // given
    Path file = Files.copy(WasmContractTest.module(), folder.resolve("handler.wasm"));
    assertThat(runtime.condition(skill(file, MEMORY))).isEqualTo(new Condition.Ready());

    // when
    Files.writeString(file, "none");

    // then
    assertThat(runtime.condition(skill(file, MEMORY))).isInstanceOf(Condition.NotReady.class);
  }

  private String reason(Path file) {
    return runtime.condition(skill(file, MEMORY)) instanceof Condition.NotReady(String reason)
        ? reason
        : "";
  }

  /** A module of almost nothing: a function that does nothing, a table, memories. */
  private Path module(int elements, int memories, boolean start) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    section(out, 1, new byte[] {1, 0x60, 0, 0});
    section(out, 3, new byte[] {1, 0});
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    table.writeBytes(new byte[] {1, 0x70, 0});
    number(table, elements);
    section(out, 4, table.toByteArray());
    ByteArrayOutputStream memory = new ByteArrayOutputStream();
    memory.write(memories);
    for (int i = 0; i < memories; i++) {
      memory.writeBytes(new byte[] {0, 1});
    }
    section(out, 5, memory.toByteArray());
    byte[] name = (start ? "_start" : "_begin").getBytes(UTF_8);
    ByteArrayOutputStream export = new ByteArrayOutputStream();
    export.write(1);
    export.write(name.length);
    export.writeBytes(name);
    export.writeBytes(new byte[] {0, 0});
    section(out, 7, export.toByteArray());
    section(out, 10, new byte[] {1, 2, 0, 0x0b});
    return Files.write(
        folder.resolve("m-" + elements + "-" + memories + "-" + start + ".wasm"),
        out.toByteArray());
  }

  private static void section(ByteArrayOutputStream out, int id, byte[] content) {
    out.write(id);
    number(out, content.length);
    out.writeBytes(content);
  }

  private static void number(ByteArrayOutputStream out, int value) {
    int rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      out.write((rest & 0x7f) | 0x80);
    }
    out.write(rest);
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.toRealPath().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Answer call(String inputs, Duration timeout) throws Exception {
    return call(inputs, timeout, MEMORY);
  }

  private Answer call(String inputs, Duration timeout, MemoryQuantity memory) throws Exception {
    return call(inputs, timeout, WasmContractTest.module(), memory);
  }

  private Answer call(String inputs, Duration timeout, Path file, MemoryQuantity memory)
      throws Exception {
    Path artifacts = Files.createDirectories(folder.toRealPath().resolve("artifacts"));
    Handler contract = handler("contract").file(file).build();
    return runtime.call(
        new SkillCall(
            Scopes.scope(folder, agent("tester", List.of()), dataset("a.csv")),
            "call-1",
            new Tool(skill(file, memory), contract),
            object(inputs),
            artifacts,
            timeout),
        (message, fraction) -> {});
  }

  private static Skill skill(Path file, MemoryQuantity memory) {
    return Workspaces.modules(
        "suite", memory, List.of("GRANTED", "ABSENT"), handler("contract").file(file).build());
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
