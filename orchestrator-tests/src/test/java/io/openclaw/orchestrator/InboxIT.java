package io.openclaw.orchestrator;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.inbox.Letter;
import io.openclaw.inbox.Post;
import io.openclaw.inbox.Reading;
import io.openclaw.inbox.Receipt;
import io.openclaw.inbox.Received;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.OrchestratorCase;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What agents write to each other; each test has a tenant of its own. */
@NullUnmarked
class InboxIT extends OrchestratorCase {
  private static final String SENDER = "agent-pm-002";
  private static final String RECIPIENT = "agent-arch-003";
  private static final int MOST = 1_000;

  private final String tenant = "tenant-" + UUID.randomUUID();

  @Test
  void shouldKeepAMessageOnceHoweverOftenItsStepIsTried() {
    Receipt first = sent(letter("key", "hello"));
    Receipt again = sent(letter("key", "hello"));
    Receipt other = sent(letter("key", "hello!"));
    Receipt later = sent(letter("another key", "hello"));

    assertThat(first.unread()).isEqualTo(1);
    assertThat(again).isEqualTo(first);
    assertThat(other.unread()).isEqualTo(2);
    assertThat(later.unread()).isEqualTo(3);
    assertThat(read("reader", 1, 50).messages())
        .extracting(Received::id)
        .containsExactly(first.id(), other.id(), later.id());
  }

  @Test
  void shouldNotKeepItAgainAfterItWasRead() {
    Receipt first = sent(letter("key", "hello"));
    read("reader", 1, 50);

    assertThat(sent(letter("key", "hello"))).isEqualTo(new Receipt(first.id(), 0));
    assertThat(read("reader", 1, 50).messages()).isEmpty();
  }

  @Test
  void shouldGiveWhatWasWrittenOldestFirst() {
    Letter letter = letter("key", "first");
    sent(letter);
    sent(letter("key", "second"));
    sent(letter("key", "third"));

    Post post = read("reader", 1, 2);

    assertThat(texts(post)).containsExactly("first", "second");
    assertThat(post.left()).isEqualTo(1);
    Received first = post.messages().getFirst();
    assertThat(first.sender()).isEqualTo(SENDER);
    assertThat(first.subject()).isEqualTo(letter.subject());
    assertThat(first.taskId()).isEqualTo(letter.taskId());
    assertThat(texts(read("reader", 1, 2))).containsExactly("third");
    assertThat(read("reader", 1, 2).messages()).isEmpty();
  }

  @Test
  void shouldGiveTheNextAttemptWhatWasLostWithTheOneBefore() {
    sent(letter("key", "first"));
    sent(letter("key", "second"));
    assertThat(texts(read("reader", 1, 1))).containsExactly("first");

    // then: the next attempt gets all, and the one before it, should it live still, no more
    sent(letter("key", "third"));
    assertThat(texts(read("reader", 2, 1))).containsExactly("first");
    assertThat(texts(read("reader", 1, 50))).isEmpty();
    assertThat(texts(read("reader", 2, 50))).containsExactly("second", "third");

    // and for another step they are read
    assertThat(read("another reader", 1, 50).messages()).isEmpty();
  }

  @Test
  void shouldKeepTenantsAndAgentsApart() {
    sent(letter("key", "hello"));

    assertThat(answer(new Reading("another", RECIPIENT, "k", 1, 50)).messages()).isEmpty();
    assertThat(answer(new Reading(tenant, SENDER, "k", 1, 50)).messages()).isEmpty();
    assertThat(answer(new Reading(tenant, RECIPIENT, "k", 1, 50)).messages()).hasSize(1);
  }

  @Test
  void shouldTakeNoMoreThanAnInboxHoldsHoweverManyWriteAtOnce() throws Exception {
    fill(MOST - 3);

    List<HttpResponse<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> calls =
          IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> send(letter("key " + i, "hello"))))
              .toList();
      for (Future<HttpResponse<String>> call : calls) {
        answers.add(call.get());
      }
    }

    assertThat(answers.stream().collect(groupingBy(HttpResponse::statusCode, counting())))
        .containsOnly(Map.entry(200, 3L), Map.entry(409, 17L));
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 409)
        .allSatisfy(answer ->
            assertThat(answer.body()).contains("INBOX_FULL", RECIPIENT + " has 1000 messages"));
    read("reader", 1, 1);
    sent(letter("a last one", "hello"));
  }

  @Test
  void shouldGiveEachMessageToOneOfThoseWhoReadAtOnce() throws Exception {
    fill(300);

    List<Received> received = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Post>> calls =
          IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> read("reader " + i, 1, 7)))
              .toList();
      for (Future<Post> call : calls) {
        received.addAll(call.get().messages());
      }
    }
    int atOnce = received.size();
    Stream.generate(() -> read("the last", 1, 50).messages())
        .takeWhile(messages -> !messages.isEmpty())
        .forEach(received::addAll);

    assertThat(atOnce).isEqualTo(20 * 7);
    assertThat(received).hasSize(300).extracting(Received::id).doesNotHaveDuplicates();
  }

  @Test
  void shouldNameTheAgentsThatThereAre() {
    HttpResponse<String> answer =
        send(new Letter(tenant, SENDER, "agent-nobody", UUID.randomUUID(), "k", "s", "t"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("AGENT_UNKNOWN", "no agent agent-nobody", RECIPIENT, SENDER);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          subject, 201, INVALID_FIELD
          subject, 0, INVALID_FIELD
          text, 65537, INVALID_FIELD
          text, 0, INVALID_FIELD
          """)
  void shouldRefuseWhatIsTooLongOrEmpty(String field, int length, String code) {
    ObjectNode letter = EventJson.mapper().valueToTree(letter("key", "hello"));
    letter.put(field, "x".repeat(length));

    HttpResponse<String> answer = api.post("/inbox/messages", letter.toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(code, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"tenant": "t"}    | MALFORMED_JSON
          null               | MALFORMED_JSON
          {                  | MALFORMED_JSON
          """)
  void shouldRefuseWhatIsNoLetter(String body, String code) {
    HttpResponse<String> answer = api.post("/inbox/messages", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(code);
  }

  @Test
  void shouldRefuseWhatTheDatabaseCannotKeep() {
    HttpResponse<String> answer = send(letter("key", "a\0b"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("INVALID_FIELD", "text", "U+0000");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "51, 1", "1, 0"})
  void shouldRefuseToReadWithoutBounds(int limit, int attempt) {
    HttpResponse<String> answer =
        api.post("/inbox/readings", json(new Reading(tenant, RECIPIENT, "k", attempt, limit)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("INVALID_FIELD");
  }

  private void fill(int count) {
    new Database(servers.jdbcUrl())
        .execute(
            """
            insert into agent_message (id, tenant, sender, recipient, task_id, subject, text)
            select gen_random_uuid(), ?, ?, ?, gen_random_uuid(), 'subject', 'text'
            from generate_series(1, ?)
            """,
            tenant,
            SENDER,
            RECIPIENT,
            count);
  }

  private Letter letter(String key, String text) {
    return new Letter(tenant, SENDER, RECIPIENT, UUID.randomUUID(), key, "a subject", text);
  }

  private HttpResponse<String> send(Letter letter) {
    return api.post("/inbox/messages", json(letter));
  }

  private Receipt sent(Letter letter) {
    return read(send(letter), Receipt.class);
  }

  private Post read(String key, int attempt, int limit) {
    return answer(new Reading(tenant, RECIPIENT, key, attempt, limit));
  }

  private Post answer(Reading reading) {
    return read(api.post("/inbox/readings", json(reading)), Post.class);
  }

  private static List<String> texts(Post post) {
    return post.messages().stream().map(Received::text).toList();
  }

  private static <T> T read(HttpResponse<String> answer, Class<T> type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return EventJson.mapper().readValue(answer.body(), type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
