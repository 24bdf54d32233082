package io.openclaw.gateway.ws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.gateway.problem.JsonProblems;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An error as the protocol's frames carry it; the one place where a failure becomes one. */
@RegisterForReflection
record WireError(
    ProblemCode code,
    String message,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> details,
    boolean retryable,
    @Nullable Long retryAfterMs) {
  private static final Logger LOG = Logger.getLogger(WireError.class);

  WireError {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
    details = Map.copyOf(details);
  }

  static WireError of(Exception failure) {
    return switch (failure) {
      case ProblemException problem -> ofProblem(problem);
      case JsonProcessingException json -> ofProblem(JsonProblems.of(json));
      default -> {
        LOG.error("request failed", failure);
        yield ofProblem(
            ProblemException.of(ProblemCode.INTERNAL, "the gateway's log says what happened"));
      }
    };
  }

  private static WireError ofProblem(ProblemException problem) {
    ProblemCode code = problem.code();
    Long retryAfter =
        code == ProblemCode.UNAVAILABLE ? ProblemException.RETRY_AFTER.toMillis() : null;
    return new WireError(code, problem.detail(), problem.details(), code.retryable(), retryAfter);
  }
}
