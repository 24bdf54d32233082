package io.openclaw.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskStatus;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can read goes to the dead letters, and the next message is dealt with. */
@NullUnmarked
class PoisonIT extends OrchestratorCase {

  @ParameterizedTest
  @ValueSource(strings = {Topics.TASKS, Topics.REPORTS, Topics.WORKERS})
  void shouldSetPoisonAsideAndGoOn(String topic) {
    // given
    String key = UUID.randomUUID().toString();
    Map<String, String> structured = Map.of("content-type", "application/cloudevents+json");

    // when
    wire.sendRaw(topic, key, bytes("no json"), Map.of("ce_id", "1", "own", "kept"));
    wire.sendRaw(topic, key, null, Map.of("ce_id", "2"));
    wire.sendRaw(topic, key, new byte[0], Map.of("ce_id", "3"));
    wire.sendRaw(topic, key, new byte[] {(byte) 0xff, (byte) 0xfe, 0}, Map.of("ce_id", "4"));
    wire.sendRaw(topic, key, bytes("{\"type\":\"io.openclaw.unheard-of.v1\"}"), Map.of());
    wire.sendRaw(topic, key, bytes("{\"type\":\"io.openclaw.task.submit.v1\"}"), structured);
    wire.sendRaw(topic, key, bytes("null"), Map.of());
    wire.sendRaw(topic, key, bytes("[".repeat(100_000)), Map.of());

    // then
    try (Wire.Tap letters = wire.tap(List.of(Topics.DEAD_LETTERS))) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(letters.keyed(key)).hasSize(8));
      ConsumerRecord<byte[], byte[]> first = letters.keyed(key).findFirst().orElseThrow();
      assertThat(first.value()).isEqualTo(bytes("no json"));
      assertThat(Wire.header(first, "own")).isEqualTo("kept");
      assertThat(Wire.header(first, "ce_id")).isEqualTo("1");
      assertThat(Wire.header(first, "dead-letter-topic")).isEqualTo(topic);
      assertThat(Wire.header(first, "dead-letter-partition")).matches("\\d+");
      assertThat(Wire.header(first, "dead-letter-offset")).matches("\\d+");
      assertThat(letters.keyed(key))
          .allSatisfy(letter -> assertThat(Wire.header(letter, "dead-letter-reason")).isNotBlank());
    }
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOffUntilFinal(id);
    assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    RestAssured.get("/metrics")
        .then()
        .body(
            org.hamcrest.Matchers.containsString(
                "openclaw_dead_letters_total{topic=\"" + topic + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Topics.TASKS, Topics.REPORTS, Topics.WORKERS})
  void shouldGoOnAfterPoisonOfAnySize(String topic) {
    // given: reasons quote what they are about, and letters are larger than what they are about
    String key = UUID.randomUUID().toString();
    byte[] quoted = bytes("{\"type\":\"" + "x".repeat(9_000_000) + "\"}");
    byte[] fullest = new byte[16 * 1024 * 1024 - 200];

    // when
    wire.sendRaw(topic, key, quoted, Map.of());
    wire.sendRaw(topic, key, fullest, Map.of());
    wire.sendRaw(topic, key, bytes("small"), Map.of());

    // then
    try (Wire.Tap letters = wire.tap(List.of(Topics.DEAD_LETTERS))) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(letters.keyed(key)).hasSize(2));
      assertThat(letters.keyed(key))
          .extracting(letter -> letter.value().length)
          .containsExactly(quoted.length, 5);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(letters.records())
                  .filteredOn(letter -> topic.equals(Wire.header(letter, "dead-letter-topic")))
                  .extracting(letter -> Wire.header(letter, "dead-letter-size"))
                  .containsOnlyOnce(Integer.toString(fullest.length)));
    }
  }

  @Test
  void shouldTakeIdsOfAnyLengthAndKnowThemAgain() {
    // given
    UUID id = UUID.randomUUID();
    String messageId =
        new Random(id.getLeastSignificantBits())
            .ints(20_000, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    // when
    wire.send(Topics.TASKS, id.toString(), Tasks.command(id, Tasks.SHARED_SKILL), messageId);
    wire.send(Topics.TASKS, id.toString(), Tasks.command(id, Tasks.SHARED_SKILL), messageId);
    workOffUntilFinal(id);

    // then
    assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(worker.commandsOf(id)).hasSize(1);
  }

  @Test
  void shouldSetAsideWhatTheDatabaseCannotStore() {
    // given
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(id, "step-1", "shared", 1);

    // when: a worker whose name is no text
    newWorker("bad\0name").start(command);

    // then
    try (Wire.Tap letters = wire.tap(List.of(Topics.DEAD_LETTERS))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(letters.keyed(id.toString()))
                  .singleElement()
                  .satisfies(letter ->
                      assertThat(Wire.header(letter, "dead-letter-reason")).contains("0x00")));
    }
    worker.start(command);
    await().atMost(PATIENCE).until(() -> status(id, 0) == StepStatus.RUNNING);
    workOffUntilFinal(id);
  }

  /**
   * At 1,000 levels nobody reads or writes any more, and a task is deeper than what it is given.
   */
  @Test
  void shouldSetAsideARequestThatIsTooDeepToBeStored() {
    // given: one of many that come at once
    UUID before = Tasks.submit(wire, Tasks.SHARED_SKILL);
    UUID deep = UUID.randomUUID();
    String inputs = "{\"x\":" + "[".repeat(998) + "]".repeat(998) + "}";
    String json =
        EventJson.writeString(Tasks.command(deep, Tasks.SHARED_SKILL))
            .replace("\"inputs\":{}", "\"inputs\":" + inputs);

    // when
    wire.sendRaw(Topics.TASKS, deep.toString(), bytes(json), Map.of());
    List<UUID> behind =
        Stream.generate(() -> Tasks.submit(wire, Tasks.SHARED_SKILL)).limit(9).toList();

    // then
    try (Wire.Tap letters = wire.tap(List.of(Topics.DEAD_LETTERS))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(letters.keyed(deep.toString()))
                  .singleElement()
                  .satisfies(letter ->
                      assertThat(Wire.header(letter, "dead-letter-reason")).contains("depth")));
    }
    assertThat(api.task(deep)).isNull();
    workOffUntilFinal(before);
    behind.forEach(this::workOffUntilFinal);
  }

  /** Its task is not lost with it: the attempt may be reported again, or its time ends it. */
  @Test
  void shouldSetAsideAReportThatIsTooDeepToBeStored() {
    // given
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    UUID other = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(id, "step-1", "shared", 1);
    String output = "[".repeat(995) + "]".repeat(995);
    String json =
        EventJson.writeString(FakeWorker.completion(command))
            .replaceFirst("\"outputs\":\\{.*?}", "\"outputs\":{\"x\":" + output + "}");

    // when
    worker.start(command);
    wire.sendRaw(Topics.REPORTS, id.toString(), bytes(json), Map.of());

    // then
    try (Wire.Tap letters = wire.tap(List.of(Topics.DEAD_LETTERS))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(letters.keyed(id.toString())).hasSize(1));
    }
    workOffUntilFinal(other);
    assertThat(status(id, 0)).isEqualTo(StepStatus.RUNNING);
    worker.fail(command, Failure.permanent("NOTHING", "no more"));
    awaitStatus(id, TaskStatus.FAILED);
  }

  @Test
  void shouldTakeTextsWithCharactersThatNoDatabaseLikes() {
    // given
    UUID id = UUID.randomUUID();
    String text = "分析\\u0000 \\ud800 workspace/datasets/penguins.csv";
    String json =
        EventJson.writeString(Tasks.command(id, "TEXT")).replace("\"TEXT\"", "\"" + text + "\"");

    // when
    wire.sendRaw(Topics.TASKS, id.toString(), bytes(json), Map.of());
    workOffUntilFinal(id);

    // then
    assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task(id).text()).startsWith("分析\uFFFD ");
  }

  @Test
  void shouldDropReportsOfTasksThatDoNotExist() {
    // given
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(id, "step-1", "shared", 1);
    RunStep lost =
        new RunStep(
            UUID.randomUUID(),
            command.at(),
            command.tenant(),
            command.step(),
            "v",
            "r",
            "i",
            Map.of(),
            List.of(),
            List.of(),
            null,
            null,
            command.timeout(),
            "k",
            null,
            List.of());

    // when
    worker.start(lost);
    worker.complete(lost);
    worker.complete(command);

    // then
    awaitStatus(id, TaskStatus.COMPLETED);
    assertThat(api.task(lost.taskId())).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
