package io.openclaw.gateway.orchestrator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.task.ApprovalPage;
import io.openclaw.task.TaskPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks the orchestrator for lists, histories and dead letters. It checks what a list is asked with,
 * and what it finds wrong is passed on; where it does not answer, that is {@code UNAVAILABLE}.
 * Blocks, so it is to be called on virtual threads.
 */
@ApplicationScoped
public class Operations {
  private static final Map<String, ProblemCode> PASSED_ON =
      Stream.of(
              ProblemCode.INVALID_FIELD,
              ProblemCode.TASK_NOT_FOUND,
              ProblemCode.DEAD_LETTER_NOT_FOUND,
              ProblemCode.DEAD_LETTER_IS_CLOSED,
              ProblemCode.DEAD_LETTER_NOT_REPLAYABLE)
          .collect(Collectors.toUnmodifiableMap(Enum::name, code -> code));

  /** It comes from the caller's token and from nowhere else. */
  private static final String TENANT = "tenant";

  private final OperationsClient client;

  Operations(@RestClient OperationsClient client) {
    this.client = client;
  }

  /** A tenant's tasks, newest first. */
  public TaskPage tasks(String tenant, Map<String, String> query) {
    return ask("tasks", () -> client.tasks(of(tenant, query)));
  }

  /** A tenant's steps that wait for approval, oldest first. */
  public ApprovalPage approvals(String tenant, Map<String, String> query) {
    return ask("approvals", () -> client.approvals(of(tenant, query)));
  }

  /** What is recorded of a task. Whose task it is has been checked. */
  public HistoryView history(UUID task, Map<String, String> query) {
    return ask("history of task " + task, () -> client.history(task, query));
  }

  /** Of all tenants, newest first. */
  public DeadLetterPage deadLetters(Map<String, String> query) {
    return ask("dead letters", () -> client.deadLetters(query));
  }

  public DeadLetter deadLetter(String id) {
    return ask("dead letter " + id, () -> client.deadLetter(id));
  }

  /** When this returns the message will be sent, whatever dies. */
  public DeadLetterSummary replay(String id) {
    return ask("replay of dead letter " + id, () -> client.replay(id));
  }

  public DeadLetterSummary drop(String id) {
    return ask("dead letter " + id, () -> client.drop(id));
  }

  private static Map<String, String> of(String tenant, Map<String, String> query) {
    Map<String, String> all = new LinkedHashMap<>(query);
    all.put(TENANT, tenant);
    return all;
  }

  private static <T> T ask(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (WebApplicationException e) {
      throw problem(what, e);
    } catch (ProcessingException e) {
      throw unavailable(what, e);
    }
  }

  private static ProblemException problem(String what, WebApplicationException e) {
    try {
      JsonNode body = EventJson.mapper().readTree(e.getResponse().readEntity(String.class));
      ProblemCode code = PASSED_ON.get(body.path("code").asText());
      if (code != null) {
        return ProblemException.of(code, body.path("detail").asText());
      }
    } catch (JsonProcessingException | ProcessingException | IllegalStateException _) {
      return unavailable(what, e);
    }
    return unavailable(what, e);
  }

  private static ProblemException unavailable(String what, @Nullable RuntimeException cause) {
    return ProblemException.unavailable(
        "the orchestrator does not answer (" + what + "); try again", cause);
  }
}
