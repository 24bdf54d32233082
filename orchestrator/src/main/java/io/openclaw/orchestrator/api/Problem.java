package io.openclaw.orchestrator.api;

import static java.util.Objects.requireNonNull;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** The body of every error: RFC 9457, with the stable code. */
@RegisterForReflection
public record Problem(String type, String title, int status, String detail, String code) {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final int RETRY_AFTER_SECONDS = 2;

  public Problem {
    requireNonNull(type, "type is null");
    requireNonNull(title, "title is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(code, "code is null");
  }

  /** The same for an answer of the framework's, whose status says all that there is to say. */
  static Response response(Response plain) {
    Response.StatusType status = plain.getStatusInfo();
    String code = status.getReasonPhrase().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
    String reason = status.getReasonPhrase();
    return Response.fromResponse(plain)
        .type(MEDIA_TYPE)
        .entity(new Problem("about:blank", reason, status.getStatusCode(), reason, code))
        .build();
  }

  static Response response(ProblemCode code, String detail) {
    Response.ResponseBuilder response =
        Response.status(code.status())
            .type(MEDIA_TYPE)
            .entity(new Problem(code.type(), code.title(), code.status(), detail, code.name()));
    if (code == ProblemCode.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (code.retryable()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }
}
