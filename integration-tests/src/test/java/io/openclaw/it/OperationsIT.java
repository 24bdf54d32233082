package io.openclaw.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator sees and does, by the command line. */
@ExtendWith(RunningStack.class)
class OperationsIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void shouldFindATaskAndTellItsHistory(RunningStack stack) throws Exception {
    // given
    String marker = UUID.randomUUID().toString();
    UUID task = stack.gateway().submit("分析 workspace/datasets/penguins.csv " + marker);
    stack.gateway().events(task, null);

    // when
    Cli.Outcome tasks = stack.cli().run("tasks", "--contains", marker, "--since", "1h");
    Cli.Outcome none = stack.cli().run("tasks", "--contains", marker, "--status", "running");
    Cli.Outcome history = stack.cli().run("history", task.toString());
    Cli.Outcome json = stack.cli().run("history", task.toString(), "--json");

    // then
    assertThat(tasks.exitCode()).as(tasks.err()).isZero();
    assertThat(tasks.lines()).hasSize(2).last().asString().startsWith(task + "  completed");
    assertThat(tasks.out()).contains("1/1", "skill shared/data-analysis", "分析");
    assertThat(none.out()).isEmpty();
    assertThat(history.exitCode()).as(history.err()).isZero();
    assertThat(history.out()).contains("accepted: 分析", "started by", "task completed");
    List<JsonNode> events = json.lines().stream().map(OperationsIT::json).toList();
    assertThat(events.getFirst().path("seq").asLong()).isEqualTo(1);
    assertThat(events.getLast().at("/event/type").asText())
        .isEqualTo("io.openclaw.task.completed.v1");
    assertThat(stack.cli().run("approvals").exitCode()).isZero();
  }

  @Test
  void shouldShowReplayAndDropADeadLetter(RunningStack stack) throws Exception {
    // given
    String marker = UUID.randomUUID().toString();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>("openclaw.steps.shared", marker, "nonsense".getBytes(UTF_8)))
          .get();
    }
    String first = awaitLetter(stack, marker, 0);

    // when: its cause is not mended
    assertThat(stack.cli().run("dead-letters", "show", first).out()).contains("\nnonsense\n");
    Cli.Outcome replayed = stack.cli().run("dead-letters", "replay", first);
    String second = awaitLetter(stack, marker, Long.parseLong(first));
    Cli.Outcome dropped = stack.cli().run("dead-letters", "drop", second);

    // then
    assertThat(replayed.out()).contains("goes to openclaw.steps.shared again");
    assertThat(dropped.exitCode()).as(dropped.err()).isZero();
    assertThat(letters(stack, marker)).isEmpty();
    assertThat(stack.cli().run("dead-letters", "replay", second).err())
        .contains("(DEAD_LETTER_IS_CLOSED)");
  }

  /** The id of an open letter that came after another one. */
  private static String awaitLetter(RunningStack stack, String key, long after) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                letters(stack, key).stream()
                    .map(letter -> letter.path("id").asLong())
                    .filter(id -> id > after)
                    .findFirst()
                    .map(String::valueOf)
                    .orElse(""),
            id -> !id.isEmpty());
  }

  private static List<JsonNode> letters(RunningStack stack, String key) throws Exception {
    return stack.cli().run("dead-letters", "--json", "--limit", "200").lines().stream()
        .map(OperationsIT::json)
        .filter(letter -> letter.path("key").asText().equals(key))
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return EventJson.mapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
