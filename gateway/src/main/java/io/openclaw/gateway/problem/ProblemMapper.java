package io.openclaw.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where a failed HTTP request becomes an answer. */
@ApplicationScoped
public class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  private final MeterRegistry meters;

  ProblemMapper(MeterRegistry meters) {
    this.meters = meters;
  }

  @ServerExceptionMapper
  Response problem(ProblemException e, UriInfo uri) {
    return answer(e, uri);
  }

  @ServerExceptionMapper
  Response json(JsonProcessingException e, UriInfo uri) {
    return answer(JsonProblems.of(e), uri);
  }

  /** Named apart from its supertype because the framework brings a mapper for it. */
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException e, UriInfo uri) {
    return answer(JsonProblems.of(e), uri);
  }

  @ServerExceptionMapper
  Response encoding(CharConversionException e, UriInfo uri) {
    return answer(
        ProblemException.of(ProblemCode.MALFORMED_JSON, "the body is not UTF-8: " + e.getMessage()),
        uri);
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e, UriInfo uri) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return answer(JsonProblems.of(json), uri);
    }
    int status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    return status >= 500 ? unexpected(e, uri) : answer(ofStatus(status, uri), uri);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e, UriInfo uri) {
    LOG.errorf(e, "request failed path=%s", uri.getPath());
    return answer(
        ProblemException.of(ProblemCode.INTERNAL, "the gateway's log says what happened"), uri);
  }

  private static ProblemException ofStatus(int status, UriInfo uri) {
    String path = uri.getPath();
    return switch (status) {
      case 401 -> ProblemException.of(ProblemCode.UNAUTHENTICATED, "no valid token for " + path);
      case 403 -> ProblemException.of(ProblemCode.FORBIDDEN, path + " is not for this caller");
      case 404 -> ProblemException.of(ProblemCode.NOT_FOUND, "nothing at " + path);
      case 405 ->
          ProblemException.of(ProblemCode.METHOD_NOT_ALLOWED, path + " does not take this method");
      case 406 -> ProblemException.of(ProblemCode.NOT_ACCEPTABLE, "no accepted form of " + path);
      case 413 -> ProblemException.of(ProblemCode.BODY_TOO_LARGE, "the body is too large");
      case 415 ->
          ProblemException.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send Content-Type: application/json");
      default ->
          ProblemException.of(ProblemCode.INVALID_REQUEST, "the request to " + path + " is wrong");
    };
  }

  private Response answer(ProblemException e, UriInfo uri) {
    meters.counter("openclaw.problems", "code", e.code().name()).increment();
    if (e.code() == ProblemCode.UNAVAILABLE) {
      LOG.warnf(
          "request not served path=%s reason=\"%s\" cause=\"%s\"",
          uri.getPath(), e.detail(), e.getCause());
    }
    Response.ResponseBuilder response =
        Response.status(e.code().status())
            .type(Problem.MEDIA_TYPE)
            .entity(Problem.of(e.code(), e.detail(), "/" + strip(uri.getPath())));
    if (e.code() == ProblemCode.UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, ProblemException.RETRY_AFTER.toSeconds());
    }
    return response.build();
  }

  private static String strip(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
