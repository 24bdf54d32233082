package io.openclaw.worker.inbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.inbox.Letter;
import io.openclaw.inbox.Receipt;
import io.openclaw.skill.SkillContext;
import io.openclaw.skill.SkillException;
import io.openclaw.skill.SkillHandler;
import jakarta.inject.Singleton;

/** Puts a message into another agent's inbox. */
@Singleton
final class SendMessage implements SkillHandler {
  private final InboxClient inbox;

  SendMessage(InboxClient inbox) {
    this.inbox = inbox;
  }

  @Override
  public String id() {
    return "shared/inbox:send_message";
  }

  @Override
  public ObjectNode run(ObjectNode inputs, SkillContext context)
      throws SkillException, InterruptedException {
    Receipt receipt =
        inbox.send(
            new Letter(
                context.tenant(),
                Agents.caller(context),
                inputs.path("to").asText(),
                context.taskId(),
                context.idempotencyKey(),
                inputs.path("subject").asText(),
                inputs.path("text").asText()));
    return inputs
        .objectNode()
        .put("message_id", receipt.id().toString())
        .put("unread", receipt.unread());
  }
}
