package io.openclaw.inbox;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A message from one agent to another, on its way.
 *
 * @param tenant whose both are
 * @param sender the agent that writes
 * @param recipient the agent that is written to
 * @param taskId the task in which it is written
 * @param key the same for every attempt of the step in which it is written; with that, the
 *     recipient and the content it tells whether the message has been sent before
 * @param subject one line of {@value #LONGEST_SUBJECT} characters at most
 * @param text {@value #LONGEST_TEXT} characters at most
 */
public record Letter(
    String tenant,
    String sender,
    String recipient,
    UUID taskId,
    String key,
    String subject,
    String text) {
  public static final int LONGEST_SUBJECT = 200;
  public static final int LONGEST_TEXT = 65_536;

  public Letter {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(sender, "sender is null");
    requireNonNull(recipient, "recipient is null");
    requireNonNull(taskId, "taskId is null");
    requireNonNull(key, "key is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(text, "text is null");
  }
}
