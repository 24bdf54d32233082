package io.openclaw.gateway.health;

import io.quarkus.vertx.http.ManagementInterface;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The metrics at {@code /metrics} too, where the installation's Prometheus looks for them. */
@ApplicationScoped
class MetricsAlias {
  void register(@Observes ManagementInterface management) {
    management.router().get("/metrics").handler(context -> context.reroute("/q/metrics"));
  }
}
