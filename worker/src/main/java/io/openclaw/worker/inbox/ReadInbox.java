package io.openclaw.worker.inbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.inbox.Post;
import io.openclaw.inbox.Reading;
import io.openclaw.inbox.Received;
import io.openclaw.skill.SkillContext;
import io.openclaw.skill.SkillException;
import io.openclaw.skill.SkillHandler;
import jakarta.inject.Singleton;

/** Takes what has come for the agent that asks. */
@Singleton
final class ReadInbox implements SkillHandler {
  private static final int USUAL = 20;

  private final InboxClient inbox;

  ReadInbox(InboxClient inbox) {
    this.inbox = inbox;
  }

  @Override
  public String id() {
    return "shared/inbox:read_inbox";
  }

  @Override
  public ObjectNode run(ObjectNode inputs, SkillContext context)
      throws SkillException, InterruptedException {
    Post post =
        inbox.read(
            new Reading(
                context.tenant(),
                Agents.caller(context),
                context.idempotencyKey(),
                context.attempt(),
                inputs.path("limit").asInt(USUAL)));
    ObjectNode output = inputs.objectNode();
    ArrayNode messages = output.putArray("messages");
    post.messages().forEach(message -> messages.add(shown(message, inputs)));
    return output.put("left", post.left());
  }

  private static ObjectNode shown(Received message, ObjectNode nodes) {
    return nodes
        .objectNode()
        .put("id", message.id().toString())
        .put("from", message.sender())
        .put("subject", message.subject())
        .put("text", message.text())
        .put("sent_at", message.sentAt().toString())
        .put("task_id", message.taskId().toString());
  }
}
