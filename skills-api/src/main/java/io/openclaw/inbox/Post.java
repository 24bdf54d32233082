package io.openclaw.inbox;

import java.util.List;

/**
 * What a look into an inbox got, oldest first.
 *
 * @param left unread messages that lie there still
 */
public record Post(List<Received> messages, int left) {
  public Post {
    messages = List.copyOf(messages);
  }
}
