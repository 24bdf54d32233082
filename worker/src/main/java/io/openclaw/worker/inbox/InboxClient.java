package io.openclaw.worker.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.inbox.Letter;
import io.openclaw.inbox.Post;
import io.openclaw.inbox.Reading;
import io.openclaw.inbox.Receipt;
import io.openclaw.skill.SkillException;
import io.openclaw.worker.WorkerConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The inboxes, which the orchestrator keeps. Thread-safe; blocks. */
@Singleton
class InboxClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What the orchestrator says of a message; all else is about the two of us. */
  private static final Set<String> FORESEEN =
      Set.of("AGENT_UNKNOWN", "INBOX_FULL", "INVALID_FIELD");

  private final Optional<URI> orchestrator;
  private final Optional<String> token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Inject
  InboxClient(WorkerConfig config) {
    this(config.orchestratorUrl(), config.internalToken());
  }

  InboxClient(Optional<URI> orchestrator, Optional<String> token) {
    this.orchestrator = orchestrator;
    this.token = token;
  }

  /** Sends a message; again is the same as once. */
  Receipt send(Letter letter) throws SkillException, InterruptedException {
    return post("messages", letter, Receipt.class);
  }

  Post read(Reading reading) throws SkillException, InterruptedException {
    return post("readings", reading, Post.class);
  }

  private <T> T post(String what, Object body, Class<T> type)
      throws SkillException, InterruptedException {
    try {
      HttpResponse<byte[]> response = http.send(request(what, body), BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw refused(response);
      }
      return EventJson.mapper().readValue(response.body(), type);
    } catch (IOException e) {
      throw unavailable("cannot be reached: " + e);
    }
  }

  private HttpRequest request(String what, Object body) throws IOException, SkillException {
    if (orchestrator.isEmpty() || token.isEmpty()) {
      throw SkillException.permanent(
          "NOT_CONFIGURED",
          "this worker knows no orchestrator: set ORCHESTRATOR_URL and OPENCLAW_INTERNAL_TOKEN");
    }
    return HttpRequest.newBuilder(orchestrator.get().resolve("/internal/v1/inbox/" + what))
        .header("Authorization", "Bearer " + token.get())
        .header("Content-Type", "application/json")
        .timeout(PATIENCE)
        .POST(BodyPublishers.ofByteArray(EventJson.mapper().writeValueAsBytes(body)))
        .build();
  }

  private static SkillException refused(HttpResponse<byte[]> response) throws IOException {
    int status = response.statusCode();
    if (status >= 500 || !isProblem(response)) {
      return unavailable("answers with status " + status);
    }
    JsonNode problem = EventJson.mapper().readTree(response.body());
    String code = problem.path("code").asText();
    if (!FORESEEN.contains(code)) {
      return unavailable("answers with status " + status);
    }
    String detail = problem.path("detail").asText();
    return problem.path("retryable").asBoolean()
        ? SkillException.passing(code, detail)
        : SkillException.permanent(code, detail);
  }

  private static boolean isProblem(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith("application/problem+json"))
        .isPresent();
  }

  private static SkillException unavailable(String why) {
    return SkillException.passing("UNREACHABLE", "the orchestrator, which keeps inboxes, " + why);
  }
}
