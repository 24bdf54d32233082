package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.TaskEvent.TaskCompleted;
import io.openclaw.event.TaskEvent.TaskFailed;
import io.openclaw.it.Gateway.Seen;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one agent writes in a task, another one reads in the next. */
@ExtendWith(RunningStack.class)
class InboxIT {
  private static final String WRITER = "agent-pm-002";
  private static final String READER = "agent-arch-003";

  @Test
  void shouldBringAMessageFromOneAgentToAnother(RunningStack stack) throws Exception {
    // given
    String text = "50 ms a prediction is enough, " + UUID.randomUUID();
    UUID writing = stack.gateway().submit(message(READER, text));
    assertThat(output(stack, writing, "message_receipt").path("unread").asInt()).isPositive();

    // when
    UUID reading = stack.gateway().submit(request(READER, "Read your inbox"));

    // then
    assertThat(output(stack, reading, "inbox_messages").path("messages"))
        .anySatisfy(message -> {
          assertThat(message.path("from").asText()).isEqualTo(WRITER);
          assertThat(message.path("text").asText()).isEqualTo(text);
          assertThat(message.path("task_id").asText()).isEqualTo(writing.toString());
        });

    // and it is read
    UUID again = stack.gateway().submit(request(READER, "Read your inbox"));
    assertThat(output(stack, again, "inbox_messages").path("messages")).isEmpty();
  }

  @Test
  void shouldDoWhatItsManualShows(RunningStack stack) throws Exception {
    // given
    List<ManualExample> examples =
        ManualExample.of(stack.cli().workspace().resolve("skills/shared/inbox/SKILL.md"));
    assertThat(examples)
        .extracting(ManualExample::handler)
        .containsExactly("send_message", "read_inbox");
    ManualExample sending = examples.getFirst();
    ManualExample reading = examples.getLast();

    // when
    ObjectNode send = request(READER, "Leave a message");
    send.set("inputs", sending.inputs());
    JsonNode receipt = output(stack, stack.gateway().submit(send), "message_receipt");
    ObjectNode read = request(sending.inputs().path("to").asText(), "Read your inbox");
    read.set("inputs", reading.inputs());
    JsonNode messages = output(stack, stack.gateway().submit(read), "inbox_messages");

    // then
    assertThat(sending.isAnsweredBy(receipt)).as(receipt.toString()).isTrue();
    assertThat(reading.isAnsweredBy(messages)).as(messages.toString()).isTrue();
  }

  @Test
  void shouldSayWhichAgentsThereAre(RunningStack stack) throws Exception {
    UUID task = stack.gateway().submit(message("agent-nobody", "hello"));

    TaskFailed failed = (TaskFailed) last(stack, task);
    assertThat(failed.cause().code()).isEqualTo("AGENT_UNKNOWN");
    assertThat(failed.cause().message()).contains("agent-nobody", READER);
  }

  private static ObjectNode message(String to, String text) {
    ObjectNode body = request(WRITER, "Leave a message");
    body.putObject("inputs").put("to", to).put("subject", "Budget").put("text", text);
    return body;
  }

  private static ObjectNode request(String agent, String text) {
    return EventJson.mapper().createObjectNode().put("agent", agent).put("text", text);
  }

  private static JsonNode output(RunningStack stack, UUID task, String name) throws Exception {
    TaskCompleted completed = (TaskCompleted) last(stack, task);
    return Objects.requireNonNull(completed.result().outputs().get(name));
  }

  private static Object last(RunningStack stack, UUID task) throws Exception {
    List<Seen> seen = stack.gateway().events(task, null);
    return Objects.requireNonNull(seen.getLast().recorded());
  }
}
