package io.openclaw.orchestrator.api;

import io.openclaw.orchestrator.message.Fault;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.hibernate.HibernateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem of whatever ends a request; the one place that does. */
class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  Response map(ProblemException problem) {
    return Problem.response(problem.code(), String.valueOf(problem.getMessage()));
  }

  /** The framework's own: unknown paths, methods, media types. */
  @ServerExceptionMapper
  Response map(WebApplicationException failure) {
    return Problem.response(failure.getResponse());
  }

  @ServerExceptionMapper({
    HibernateException.class,
    PgException.class,
    VertxException.class,
    // The failure of a transaction, and that of its rollback.
    CompositeException.class,
    IOException.class,
    TimeoutException.class
  })
  Response storeFails(Exception failure) {
    if (Fault.of(failure) != Fault.OUTAGE) {
      return map(failure);
    }
    LOG.warnf("Request fails, database is away reason=\"%s\"", failure);
    return Problem.response(ProblemCode.UNAVAILABLE, "The task store can't be reached right now");
  }

  @ServerExceptionMapper
  Response map(Exception failure) {
    LOG.error("Request fails", failure);
    return Problem.response(ProblemCode.INTERNAL, "The orchestrator's log says more");
  }
}
