package io.openclaw.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends a request with a problem where it has not come as far as {@link ProblemMapper}. */
@ApplicationScoped
public class ProblemWriter {
  private final ObjectMapper mapper;
  private final MeterRegistry meters;

  ProblemWriter(ObjectMapper mapper, MeterRegistry meters) {
    this.mapper = mapper;
    this.meters = meters;
  }

  public void end(RoutingContext context, ProblemCode code, String detail) {
    meters.counter("openclaw.problems", "code", code.name()).increment();
    context
        .response()
        .setStatusCode(code.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(json(Problem.of(code, detail, context.normalizedPath())));
  }

  private String json(Problem problem) {
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a problem", e);
    }
  }
}
