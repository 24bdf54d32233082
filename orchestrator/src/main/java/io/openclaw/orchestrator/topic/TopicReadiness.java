package io.openclaw.orchestrator.topic;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Nobody can send before the topics exist. */
@Readiness
@ApplicationScoped
class TopicReadiness implements HealthCheck {
  private final TopicSetup topics;

  TopicReadiness(TopicSetup topics) {
    this.topics = topics;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka topics").status(topics.isReady()).build();
  }
}
