package io.openclaw.gateway.task;

import io.openclaw.event.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready once the topic of tasks was found, and from then on: a broker that is away later is away
 * for all gateways, and taking them all out of service would hide the clear answer that they give.
 * The first task after "ready" finds the producer's metadata warm.
 */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(KafkaReadiness.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final KafkaClientService kafka;
  private volatile boolean ready;
  private volatile boolean stopping;
  private volatile boolean hasWarned;

  KafkaReadiness(KafkaClientService kafka) {
    this.kafka = kafka;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("kafka topic " + Topics.TASKS).status(ready).build();
  }

  void start(@Observes StartupEvent start) {
    kafka
        .<String, PendingCommand>getProducer(TaskCommands.CHANNEL)
        .partitionsFor(Topics.TASKS)
        .onFailure()
        .invoke(this::notYet)
        .onFailure(e -> !stopping)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .subscribe()
        .with(partitions -> ready = true, e -> LOG.debug("stopped looking for the topic", e));
  }

  /** Says it once; the health check says it for as long as it lasts. */
  private void notYet(Throwable cause) {
    if (!hasWarned) {
      hasWarned = true;
      LOG.warnf("not ready: topic not found yet topic=%s reason=\"%s\"", Topics.TASKS, cause);
    }
  }

  void stop(@Observes ShutdownEvent shutdown) {
    stopping = true;
  }
}
