package io.openclaw.gateway.orchestrator;

import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The messages that the orchestrator keeps since nothing could be made of them, of all tenants.
 * Blocks, so it is to be called on virtual threads.
 */
@ApplicationScoped
public class DeadLetters {
  private final OrchestratorClient client;

  DeadLetters(@RestClient OrchestratorClient client) {
    this.client = client;
  }

  /** Newest first. */
  public DeadLetterPage page(Map<String, String> query) {
    return Answers.ask("dead letters", () -> client.deadLetters(query));
  }

  public DeadLetter get(String id) {
    return Answers.ask("dead letter " + id, () -> client.deadLetter(id));
  }

  /** When this returns the message will be sent, whatever dies. */
  public DeadLetterSummary replay(String id) {
    return Answers.ask("replay of dead letter " + id, () -> client.replay(id));
  }

  public DeadLetterSummary drop(String id) {
    return Answers.ask("dead letter " + id, () -> client.drop(id));
  }
}
