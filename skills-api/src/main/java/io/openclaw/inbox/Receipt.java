package io.openclaw.inbox;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * That a message lies in its recipient's inbox.
 *
 * @param unread messages that lie there and have not been read, this one among them
 */
public record Receipt(UUID id, int unread) {
  public Receipt {
    requireNonNull(id, "id is null");
  }
}
