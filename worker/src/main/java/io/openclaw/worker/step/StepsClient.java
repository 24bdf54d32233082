package io.openclaw.worker.step;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/** What Kafka's consumer of the steps is told that cannot be written into a file. */
@ApplicationScoped
class StepsClient implements ClientCustomizer<Map<String, Object>> {
  private final Reading reading;

  StepsClient(Reading reading) {
    this.reading = reading;
  }

  @Override
  public Map<String, Object> customize(
      String channel, Config settings, Map<String, Object> configuration) {
    if (!channel.equals(StepConsumer.CHANNEL)) {
      return configuration;
    }
    Map<String, Object> more = new HashMap<>(configuration);
    more.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(ReadRecords.class));
    more.put(ReadRecords.READING, reading);
    return more;
  }
}
