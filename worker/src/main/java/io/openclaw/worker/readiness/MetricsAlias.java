package io.openclaw.worker.readiness;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Serves the metrics at {@code /metrics} too, where scrapers look by themselves. */
@Singleton
class MetricsAlias {
  void alias(@Observes Router router) {
    router.get("/metrics").handler(context -> context.reroute("/q/metrics"));
  }
}
