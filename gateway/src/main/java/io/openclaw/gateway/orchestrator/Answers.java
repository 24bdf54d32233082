package io.openclaw.gateway.orchestrator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the orchestrator's answers mean to a client. It checks what it is asked with, and what it
 * finds wrong is passed on; where it does not answer, that is {@code UNAVAILABLE}.
 */
final class Answers {
  private static final int NOT_FOUND = 404;

  private static final Map<String, ProblemCode> PASSED_ON =
      Stream.of(
              ProblemCode.INVALID_FIELD,
              ProblemCode.TASK_NOT_FOUND,
              ProblemCode.DEAD_LETTER_NOT_FOUND,
              ProblemCode.DEAD_LETTER_IS_CLOSED,
              ProblemCode.DEAD_LETTER_NOT_REPLAYABLE)
          .collect(Collectors.toUnmodifiableMap(Enum::name, code -> code));

  private Answers() {}

  /**
   * @param what is asked for, for a person
   */
  static <T> T ask(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (WebApplicationException e) {
      throw problem(what, e);
    } catch (ProcessingException e) {
      throw unavailable(what, e);
    }
  }

  /** The same for what need not be there. */
  static <T> Optional<T> find(String what, Supplier<T> request) {
    return ask(what, () -> orEmpty(request));
  }

  private static <T> Optional<T> orEmpty(Supplier<T> request) {
    try {
      return Optional.of(request.get());
    } catch (WebApplicationException e) {
      if (e.getResponse().getStatus() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
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

  private static ProblemException unavailable(String what, RuntimeException cause) {
    return ProblemException.unavailable(
        "the orchestrator does not answer (" + what + "); try again", cause);
  }
}
