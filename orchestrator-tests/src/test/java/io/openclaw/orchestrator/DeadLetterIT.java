package io.openclaw.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.deadletter.Content;
import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterState;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.TaskStatus;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set aside is kept, shown, sent again or dropped. */
@NullUnmarked
class DeadLetterIT extends OrchestratorCase {
  private static final String POISON = "poison for the database";

  private Database database;
  private Wire.Tap submitted;

  @BeforeEach
  void poison() {
    database = new Database(servers.jdbcUrl());
    database.execute(
        """
        create or replace function refuse() returns trigger language plpgsql as $$
        begin
          if new.text like '%%%s%%' then
            raise exception 'refused' using errcode = '23514';
          end if;
          return new;
        end $$
        """
            .formatted(POISON));
    database.execute(
        "create or replace trigger refuse before insert on task"
            + " for each row execute function refuse()");
    submitted = wire.tap(List.of(Topics.TASKS));
  }

  @AfterEach
  void stopListening() {
    mend();
    submitted.close();
  }

  private void mend() {
    database.execute("drop trigger if exists refuse on task");
  }

  @Test
  void shouldDealWithAMessageOnceItsCauseIsMended() {
    // given
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL + " " + POISON);
    DeadLetterSummary letter = letterOf(id.toString());
    assertThat(letter.topic()).isEqualTo(Topics.TASKS);
    assertThat(letter.reason()).contains("can't be dealt with", "refused");
    assertThat(letter.state()).isEqualTo(DeadLetterState.OPEN);

    // when it is sent again without that
    replay(letter);

    // then it is another letter
    DeadLetterSummary again = letterOf(id.toString());
    assertThat(again.id()).isGreaterThan(letter.id());
    assertThat(get(letter.id()).letter().state()).isEqualTo(DeadLetterState.REPLAYED);

    // when
    mend();
    replay(again);
    workOffUntilFinal(id);

    // then: the same bytes and headers, and one task
    assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(worker.commandsOf(id)).hasSize(1);
    await().atMost(PATIENCE).until(() -> submitted.keyed(id.toString()).count() == 3);
    ConsumerRecord<byte[], byte[]> first = records(id).getFirst();
    assertThat(records(id))
        .allSatisfy(record -> {
          assertThat(record.value()).isEqualTo(first.value());
          assertThat(headers(record)).isEqualTo(headers(first));
        });
    assertThat(refusal("POST", "/dead-letters/" + again.id() + "/replay", 409))
        .contains("DEAD_LETTER_IS_CLOSED", "is replayed already");
    assertThat(refusal("DELETE", "/dead-letters/" + again.id(), 409))
        .contains("DEAD_LETTER_IS_CLOSED");
  }

  @Test
  void shouldSendWithTheSameIdWhatWasSentWhenTheProcessDied() {
    // given a message without an id
    String key = UUID.randomUUID().toString();
    wire.sendRaw(Topics.TASKS, key, bytes("no json"), Map.of("own", "kept"));
    DeadLetterSummary letter = letterOf(key);
    replay(letter);
    await().atMost(PATIENCE).until(() -> get(letter.id()).letter().sentAt() != null);

    // when nobody knows that it was sent
    database.execute("update dead_letter set sent_at = null where id = ?", letter.id());

    // then
    await().atMost(PATIENCE).until(() -> submitted.keyed(key).count() == 3);
    List<ConsumerRecord<byte[], byte[]>> replayed = submitted.keyed(key).skip(1).toList();
    assertThat(replayed)
        .allSatisfy(record -> {
          assertThat(Wire.header(record, "own")).isEqualTo("kept");
          assertThat(Wire.header(record, "ce_id")).isEqualTo("dead-letter-" + letter.id());
        });
  }

  @Test
  void shouldShowTheContent() {
    // given
    String text = UUID.randomUUID().toString();
    String binary = UUID.randomUUID().toString();
    wire.sendRaw(Topics.REPORTS, text, bytes("«nonsense»"), Map.of("own", "kept"));
    wire.sendRaw(Topics.REPORTS, binary, new byte[] {(byte) 0xff, 0}, Map.of());

    // then
    DeadLetter letter = get(letterOf(text).id());
    assertThat(letter.value()).isEqualTo(new Content("«nonsense»", null));
    assertThat(letter.headers())
        .containsExactly(new DeadLetter.Header("own", new Content("kept", null)));
    assertThat(letter.letter().size()).isEqualTo(12);
    assertThat(letter.letter().complete()).isTrue();
    assertThat(get(letterOf(binary).id()).value()).isEqualTo(new Content(null, "/wA="));
  }

  @Test
  void shouldDropALetter() {
    // given
    String key = UUID.randomUUID().toString();
    wire.sendRaw(Topics.REPORTS, key, bytes("secret"), Map.of("own", "secret"));
    DeadLetterSummary letter = letterOf(key);

    // when
    assertThat(api.ask("DELETE", "/dead-letters/" + letter.id()).statusCode()).isEqualTo(200);

    // then
    DeadLetter dropped = get(letter.id());
    assertThat(dropped.letter().state()).isEqualTo(DeadLetterState.DROPPED);
    assertThat(dropped.letter().complete()).isFalse();
    assertThat(dropped.value()).isNull();
    assertThat(dropped.headers()).isEmpty();
    assertThat(dropped.letter().key()).isNull();
    assertThat(refusal("POST", "/dead-letters/" + letter.id() + "/replay", 409))
        .contains("is dropped already");
  }

  @Test
  void shouldKeepADeliveryThatComesAgainOnce() {
    // given
    String key = UUID.randomUUID().toString();
    Map<String, String> said =
        Map.of(
            "dead-letter-reason", "no reason",
            "dead-letter-topic", "openclaw.steps." + key,
            "dead-letter-partition", "2",
            "dead-letter-offset", "7");

    // when
    wire.sendRaw(Topics.DEAD_LETTERS, key, bytes("x"), said);
    wire.sendRaw(Topics.DEAD_LETTERS, key, bytes("x"), said);
    String last = UUID.randomUUID().toString();
    wire.sendRaw(Topics.DEAD_LETTERS, last, bytes("x"), Map.of());

    // then: also one that says nothing is kept, and not sent to where it came from
    DeadLetterSummary silent = letterOf(last);
    assertThat(silent.topic()).isEqualTo(Topics.DEAD_LETTERS);
    assertThat(silent.reason()).isEqualTo("came without a reason");
    assertThat(refusal("POST", "/dead-letters/" + silent.id() + "/replay", 409))
        .contains("DEAD_LETTER_NOT_REPLAYABLE", "nothing is sent to the topic");
    await().atMost(PATIENCE).until(() -> !letters("topic=openclaw.steps." + key).isEmpty());
    assertThat(letters("topic=openclaw.steps." + key)).hasSize(1);
  }

  @Test
  void shouldSayWhatIsNotKept() {
    // given
    String key = UUID.randomUUID().toString();
    wire.sendRaw(Topics.REPORTS, key, new byte[64 * 1024 + 1], Map.of());

    // when
    DeadLetterSummary letter = letterOf(key);

    // then
    assertThat(letter.size()).isEqualTo(64 * 1024 + 1);
    assertThat(letter.complete()).isFalse();
    assertThat(get(letter.id()).value()).isNull();
    assertThat(refusal("POST", "/dead-letters/" + letter.id() + "/replay", 409))
        .contains("DEAD_LETTER_NOT_REPLAYABLE", "65537 bytes", "too large to be kept");
  }

  @Test
  void shouldListPartByPart() {
    // given
    String topic = "openclaw.steps.list-" + UUID.randomUUID();
    for (int i = 0; i < 5; i++) {
      database.execute(
          """
          insert into dead_letter (topic, partition, record_offset, reason, headers, at, state)
          values (?, 0, ?, 'r', '[]', now(), ?)
          """,
          topic,
          (long) i,
          i == 2 ? "DROPPED" : "OPEN");
    }

    // when
    List<Long> offsets = new ArrayList<>();
    String cursor = "";
    do {
      DeadLetterPage page =
          api.get("/dead-letters?limit=2&topic=" + topic + cursor, DeadLetterPage.class);
      page.letters().forEach(letter -> offsets.add(letter.offset()));
      assertThat(offsets).doesNotHaveDuplicates();
      cursor = page.next() == null ? null : "&cursor=" + page.next();
    } while (cursor != null);

    // then
    assertThat(offsets).containsExactly(4L, 3L, 2L, 1L, 0L);
    assertThat(letters("state=dropped&topic=" + topic)).hasSize(1);
    assertThat(letters("state=open&topic=" + topic)).hasSize(4);
    assertThat(refusal("GET", "/dead-letters?state=lost", 400)).contains("state: there is no lost");
    await()
        .atMost(PATIENCE)
        .until(() ->
            api.metrics()
                .lines()
                .filter(line -> line.startsWith("openclaw_dead_letters_open "))
                .anyMatch(line -> Double.parseDouble(line.substring(line.indexOf(' '))) >= 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "x", "-1", "99999999999999999999"})
  void shouldSayThatThereIsNoSuchLetter(String id) {
    assertThat(refusal("GET", "/dead-letters/" + id, 404)).contains("DEAD_LETTER_NOT_FOUND");
    assertThat(refusal("POST", "/dead-letters/" + id + "/replay", 404))
        .contains("DEAD_LETTER_NOT_FOUND");
    assertThat(refusal("DELETE", "/dead-letters/" + id, 404)).contains("DEAD_LETTER_NOT_FOUND");
  }

  private void replay(DeadLetterSummary letter) {
    HttpResponse<String> answer = api.ask("POST", "/dead-letters/" + letter.id() + "/replay");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** The open letter of a key; waits for it. */
  private DeadLetterSummary letterOf(String key) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                letters("state=open&limit=200").stream()
                    .filter(letter -> key.equals(letter.key()))
                    .findFirst()
                    .orElse(null),
            Objects::nonNull);
  }

  private List<DeadLetterSummary> letters(String query) {
    return api.get("/dead-letters?" + query, DeadLetterPage.class).letters();
  }

  private DeadLetter get(long id) {
    return api.get("/dead-letters/" + id, DeadLetter.class);
  }

  private String refusal(String method, String path, int status) {
    HttpResponse<String> answer = api.ask(method, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(UUID key) {
    return submitted.keyed(key.toString()).toList();
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), UTF_8));
    }
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
