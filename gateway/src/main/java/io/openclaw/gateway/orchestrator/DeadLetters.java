package io.openclaw.gateway.orchestrator;

import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * The messages that the orchestrator keeps since nothing could be made of them, of all tenants.
 * Blocks, so it is to be called on virtual threads.
 */
@ApplicationScoped
public class DeadLetters {
  private final Orchestrators orchestrators;

  DeadLetters(Orchestrators orchestrators) {
    this.orchestrators = orchestrators;
  }

  /** Newest first. */
  public DeadLetterPage page(Map<String, String> query) {
    Map<String, String> asked = ListAddress.check(query);
    return orchestrators.read("dead letters", client -> client.deadLetters(asked));
  }

  public DeadLetter get(String id) {
    return orchestrators.read("dead letter " + id, client -> client.deadLetter(id));
  }

  /** When this returns the message will be sent, whatever dies. */
  public DeadLetterSummary replay(String id) {
    return orchestrators.change("replay of dead letter " + id, client -> client.replay(id));
  }

  public DeadLetterSummary drop(String id) {
    return orchestrators.change("dead letter " + id, client -> client.drop(id));
  }
}
