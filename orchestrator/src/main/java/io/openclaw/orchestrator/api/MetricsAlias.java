package io.openclaw.orchestrator.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Prometheus' usual path for what Quarkus serves at its own. */
@ApplicationScoped
class MetricsAlias {

  void route(@Observes Router router) {
    router.get("/metrics").handler(request -> request.reroute("/q/metrics"));
  }
}
