package io.openclaw.worker.inbox;

import static io.openclaw.worker.fixture.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.skill.SkillContext;
import io.openclaw.skill.SkillException;
import io.openclaw.skill.SkillHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxHandlersTest {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final UUID TASK = UUID.fromString("0190a0b0-0000-7000-8000-000000000001");
  private static final UUID ID = UUID.fromString("0190a0b0-0000-7000-8000-000000000002");
  private static final String MESSAGE = "{'to': 'b', 'subject': 's', 'text': 't'}";

  private FakeInbox orchestrator;
  private InboxClient client;

  @BeforeEach
  void open() throws IOException {
    orchestrator = new FakeInbox();
    client = client(orchestrator.address(), FakeInbox.TOKEN);
  }

  @AfterEach
  void close() {
    orchestrator.close();
  }

  @Test
  void shouldSendInTheNameOfTheAgentThatCallsWhateverAnInputSays() throws Exception {
    // given
    orchestrator.answer(200, JSON, "{\"id\": \"%s\", \"unread\": 3}".formatted(ID));

    // when
    ObjectNode output =
        new SendMessage(client)
            .run(
                object(
                    "{'to': 'b', 'subject': 's', 'text': 't', 'sender': 'c', 'tenant': 'other'}"),
                new Context("a"));

    // then
    assertThat(orchestrator.asked().path()).isEqualTo("/internal/v1/inbox/messages");
    assertThat(orchestrator.asked().authorization()).isEqualTo("Bearer " + FakeInbox.TOKEN);
    assertThat(orchestrator.asked().body())
        .isEqualTo(
            object(
                "{'tenant': 'acme', 'sender': 'a', 'recipient': 'b', 'taskId': '%s', 'key': 'key',"
                        .formatted(TASK)
                    + " 'subject': 's', 'text': 't'}"));
    assertThat(output).isEqualTo(object("{'message_id': '%s', 'unread': 3}".formatted(ID)));
  }

  @Test
  void shouldReadTheInboxOfTheAgentThatCalls() throws Exception {
    // given
    orchestrator.answer(
        200,
        JSON,
        """
        {"messages": [{"id": "%s", "sender": "b", "taskId": "%s", "subject": "s", "text": "t",
          "sentAt": "2026-11-24T05:00:00Z"}], "left": 2}
        """
            .formatted(ID, TASK));

    // when
    ObjectNode output =
        new ReadInbox(client).run(object("{'limit': 1, 'agent': 'b'}"), new Context("a"));

    // then
    assertThat(orchestrator.asked().path()).isEqualTo("/internal/v1/inbox/readings");
    assertThat(orchestrator.asked().body())
        .isEqualTo(
            object("{'tenant': 'acme', 'agent': 'a', 'key': 'key', 'attempt': 2, 'limit': 1}"));
    assertThat(output)
        .isEqualTo(
            object(
                ("{'messages': [{'id': '%s', 'from': 'b', 'subject': 's', 'text': 't',"
                        + " 'sent_at': '2026-11-24T05:00:00Z', 'task_id': '%s'}], 'left': 2}")
                    .formatted(ID, TASK)));
  }

  @Test
  void shouldReadTwentyWhereNothingIsSaid() throws Exception {
    orchestrator.answer(200, JSON, "{\"messages\": [], \"left\": 0}");

    new ReadInbox(client).run(object("{}"), new Context("a"));

    assertThat(orchestrator.asked().body().path("limit").asInt()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"404, AGENT_UNKNOWN, false", "409, INBOX_FULL, true", "400, INVALID_FIELD, false"})
  void shouldTellWhatTheOrchestratorSaysOfAMessage(int status, String code, boolean retryable) {
    orchestrator.answer(
        status,
        PROBLEM,
        "{\"code\": \"%s\", \"detail\": \"why\", \"retryable\": %s}".formatted(code, retryable));

    SkillException failure = sendFails(client, "a");

    assertThat(failure.failure().code()).isEqualTo(code);
    assertThat(failure.failure().message()).isEqualTo("why");
    assertThat(failure.failure().retryable()).isEqualTo(retryable);
  }

  @ParameterizedTest
  @CsvSource({
    "401, application/problem+json, UNAUTHENTICATED",
    "503, application/problem+json, UNAVAILABLE",
    "502, text/html, AGENT_UNKNOWN",
    "404, text/html, AGENT_UNKNOWN",
    "200, application/json, no receipt"
  })
  void shouldLetThatBeTriedAgainWhichIsAboutTheServices(int status, String type, String code) {
    orchestrator.answer(status, type, "{\"code\": \"%s\", \"detail\": \"why\"}".formatted(code));

    SkillException failure = sendFails(client, "a");

    assertThat(failure.failure().code()).isEqualTo("UNREACHABLE");
    assertThat(failure.failure().retryable()).isTrue();
  }

  @Test
  void shouldLetItBeTriedAgainWhereNobodyAnswers() {
    orchestrator.close();

    SkillException failure = sendFails(client, "a");

    assertThat(failure.failure().code()).isEqualTo("UNREACHABLE");
    assertThat(failure.failure().retryable()).isTrue();
    assertThat(failure.failure().message()).doesNotContain(FakeInbox.TOKEN);
  }

  @Test
  void shouldSayWhatIsNotSet() {
    SkillException failure =
        sendFails(new InboxClient(Optional.empty(), Optional.of(FakeInbox.TOKEN)), "a");

    assertThat(failure.failure().code()).isEqualTo("NOT_CONFIGURED");
    assertThat(failure.failure().message()).contains("ORCHESTRATOR_URL");
  }

  @Test
  void shouldHaveAnAgentToSpeakFor() {
    assertThat(sendFails(client, null).failure().code()).isEqualTo("NO_AGENT");
    assertThat(fails(new ReadInbox(client), "{}", null).failure().code()).isEqualTo("NO_AGENT");
  }

  private static InboxClient client(URI address, String token) {
    return new InboxClient(Optional.of(address), Optional.of(token));
  }

  private static SkillException sendFails(InboxClient client, @Nullable String agent) {
    return fails(new SendMessage(client), MESSAGE, agent);
  }

  private static SkillException fails(SkillHandler handler, String inputs, @Nullable String agent) {
    return catchThrowableOfType(
        SkillException.class, () -> handler.run(object(inputs), new Context(agent)));
  }

  /** The second attempt of a step of the tenant acme. */
  private record Context(@Nullable String agentId) implements SkillContext {
    @Override
    public String tenant() {
      return "acme";
    }

    @Override
    public UUID taskId() {
      return TASK;
    }

    @Override
    public String stepId() {
      return "step-1";
    }

    @Override
    public int attempt() {
      return 2;
    }

    @Override
    public String idempotencyKey() {
      return "key";
    }

    @Override
    public String language() {
      return "en";
    }

    @Override
    public List<Path> paths() {
      return List.of();
    }

    @Override
    public void progress(String message, @Nullable Double fraction) {
      throw new AssertionError("nothing to tell");
    }

    @Override
    public void log(Level level, String message) {
      throw new AssertionError("nothing to log");
    }

    @Override
    public Path artifact(String name, String mediaType) {
      throw new AssertionError("no file");
    }
  }
}
