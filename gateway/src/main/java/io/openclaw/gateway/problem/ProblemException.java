package io.openclaw.gateway.problem;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Nesting;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that can't be done, for a reason that the client is told. Thrown anywhere on a
 * request's way, and turned into an answer in one place per boundary: {@link ProblemMapper} for
 * HTTP, the session for WebSocket.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** When a client may come back after {@link ProblemCode#UNAVAILABLE}. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ProblemCode code;
  private final transient Map<String, Object> details;

  private ProblemException(
      ProblemCode code, String detail, Map<String, Object> details, @Nullable Throwable cause) {
    super(requireNonNull(detail, "detail is null"), cause);
    this.code = requireNonNull(code, "code is null");
    this.details = Map.copyOf(details);
  }

  public static ProblemException of(ProblemCode code, String detail) {
    return new ProblemException(code, detail, Map.of(), null);
  }

  /** With members for programs, as the WebSocket's {@code error.details}. */
  public static ProblemException of(ProblemCode code, String detail, Map<String, Object> details) {
    return new ProblemException(code, detail, details, null);
  }

  public static ProblemException invalid(String field, String why) {
    return of(ProblemCode.INVALID_FIELD, field + ": " + why);
  }

  /** Of a value that nests deeper than anything behind the gateway takes. */
  public static ProblemException tooDeep(String where) {
    return of(
        ProblemCode.TOO_DEEP,
        where
            + ": nests deeper than "
            + Nesting.MOST_LEVELS
            + " levels of arrays and objects; make it flatter, or name a file that holds it");
  }

  public static ProblemException emptyBody() {
    return of(ProblemCode.MALFORMED_JSON, "the body is empty; send a JSON object");
  }

  public static ProblemException unavailable(String detail, @Nullable Throwable cause) {
    return new ProblemException(ProblemCode.UNAVAILABLE, detail, Map.of(), cause);
  }

  public ProblemCode code() {
    return code;
  }

  /** What is wrong with this very request. */
  public String detail() {
    return requireNonNull(getMessage(), "message is null");
  }

  public Map<String, Object> details() {
    return details;
  }
}
