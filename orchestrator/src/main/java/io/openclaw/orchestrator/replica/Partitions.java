package io.openclaw.orchestrator.replica;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.jboss.logging.Logger;

/**
 * This replica's share of what its channels read. Given up, it goes to the other replicas at once;
 * what was read and is not dealt with comes to them again. Not for two calls at a time.
 */
@ApplicationScoped
class Partitions {
  private static final Logger LOG = Logger.getLogger(Partitions.class);

  /**
   * A consumer that is subscribed to nothing at all can't be polled, and SmallRye goes on polling.
   */
  private static final Pattern NO_TOPIC = Pattern.compile("(?!)");

  private final KafkaClientService clients;

  /** The topics of the channels that have given theirs up. */
  private final Map<String, Set<String>> givenUp = new ConcurrentHashMap<>();

  Partitions(KafkaClientService clients) {
    this.clients = clients;
  }

  /** Leaves all to the others, where it is not done yet; completes when it is. */
  Uni<Void> giveUp() {
    return forEach(clients.getConsumerChannels(), this::giveUp);
  }

  /** Asks for a share again, where it was given up; completes when that is on its way. */
  Uni<Void> take() {
    return forEach(Set.copyOf(givenUp.keySet()), this::take);
  }

  private void giveUp(String channel, ReactiveKafkaConsumer<?, ?> client, Consumer<?, ?> consumer) {
    if (givenUp.containsKey(channel) || consumer.subscription().isEmpty()) {
      return;
    }
    givenUp.put(channel, Set.copyOf(consumer.subscription()));
    consumer.unsubscribe();
    consumer.subscribe(NO_TOPIC, client.getRebalanceListener());
    LOG.warnf("Partitions are given up until the database is back channel=%s", channel);
  }

  private void take(String channel, ReactiveKafkaConsumer<?, ?> client, Consumer<?, ?> consumer) {
    Set<String> topics = givenUp.get(channel);
    if (topics != null) {
      consumer.unsubscribe();
      consumer.subscribe(topics, client.getRebalanceListener());
      givenUp.remove(channel);
      LOG.infof("Partitions are asked for again channel=%s", channel);
    }
  }

  private interface Change {
    void apply(String channel, ReactiveKafkaConsumer<?, ?> client, Consumer<?, ?> consumer);
  }

  private Uni<Void> forEach(Set<String> channels, Change change) {
    return Multi.createFrom()
        .iterable(channels)
        .onItem()
        .transformToUniAndConcatenate(channel -> apply(channel, change))
        .collect()
        .last();
  }

  /** On the one thread that may use the consumer. */
  private Uni<Void> apply(String channel, Change change) {
    return clients.getConsumer(channel) instanceof ReactiveKafkaConsumer<Object, Object> client
        ? client
            .withConsumerOnPollingThread()
            .invoke(c -> change.apply(channel, client, c))
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }
}
