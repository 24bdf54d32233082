package io.openclaw.orchestrator.message;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Measures how long what has come has been waiting: the oldest of each topic, as a gauge. */
@ApplicationScoped
class UnderWay {
  private final Clock clock;
  private final MeterRegistry meters;

  /** When each began, by topic. */
  private final Map<String, Map<Object, Instant>> begun = new ConcurrentHashMap<>();

  UnderWay(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.meters = meters;
  }

  /** The same work, measured from its subscription to its end. */
  <T> Uni<T> measured(String topic, Uni<T> work) {
    return Uni.createFrom()
        .deferred(() -> {
          Object one = new Object();
          Map<Object, Instant> ofTopic = begun.computeIfAbsent(topic, this::watched);
          ofTopic.put(one, clock.instant());
          return work.onTermination().invoke(() -> ofTopic.remove(one));
        });
  }

  private Map<Object, Instant> watched(String topic) {
    Map<Object, Instant> ofTopic = new ConcurrentHashMap<>();
    TimeGauge.builder("openclaw.inbound.age", () -> age(ofTopic), TimeUnit.MILLISECONDS)
        .description("How long the oldest messages that have come are being dealt with")
        .tag("topic", topic)
        .register(meters);
    return ofTopic;
  }

  private long age(Map<Object, Instant> ofTopic) {
    Instant now = clock.instant();
    return ofTopic.values().stream()
        .mapToLong(since -> Duration.between(since, now).toMillis())
        .max()
        .orElse(0);
  }
}
