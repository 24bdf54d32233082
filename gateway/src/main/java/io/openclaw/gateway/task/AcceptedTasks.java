package io.openclaw.gateway.task;

import io.openclaw.gateway.GatewayConfig;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A note in Redis of each task that was accepted: whose it is, and what its request said. It is a
 * convenience and never the truth: a repeat need not be sent again, a key used for something else
 * is noticed, and a task that the orchestrator has not seen yet is known. Without Redis all three
 * are missed and nothing else.
 */
@ApplicationScoped
public class AcceptedTasks {
  private static final Logger LOG = Logger.getLogger(AcceptedTasks.class);
  private static final Duration KEPT = Duration.ofDays(1);

  /** Tenants' names have none. */
  private static final char SEPARATOR = '\n';

  private final ReactiveValueCommands<String, String> values;
  private final Duration timeout;

  AcceptedTasks(ReactiveRedisDataSource redis, GatewayConfig config) {
    this.values = redis.value(String.class);
    this.timeout = config.gateway().live().redisTimeout();
  }

  /** Whether it is known to be that tenant's. */
  public boolean contains(UUID task, String tenant) {
    return note(task).filter(note -> note.startsWith(tenant + SEPARATOR)).isPresent();
  }

  /** What the accepted request said; empty where nobody knows. */
  Optional<String> fingerprintOf(UUID task) {
    return note(task).map(note -> note.substring(note.indexOf(SEPARATOR) + 1));
  }

  /** The first request of an id stays the one that counts. */
  void remember(UUID task, String tenant, String fingerprint) {
    String note = tenant + SEPARATOR + fingerprint;
    bestEffort(values.setAndChanged(key(task), note, new SetArgs().nx().ex(KEPT)), task);
  }

  private Optional<String> note(UUID task) {
    return bestEffort(values.get(key(task)), task);
  }

  private <T> Optional<T> bestEffort(Uni<T> command, UUID task) {
    try {
      return Optional.ofNullable(command.await().atMost(timeout));
    } catch (RuntimeException e) {
      LOG.warnf("accepted tasks not reachable taskId=%s reason=\"%s\"", task, e.getMessage());
      return Optional.empty();
    }
  }

  private static String key(UUID task) {
    return "openclaw:accepted:{" + task + "}";
  }
}
