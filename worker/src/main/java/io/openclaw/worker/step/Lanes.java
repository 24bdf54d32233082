package io.openclaw.worker.step;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * A lane for each topic: the steps of an agent that has no room do not hold up those of the others.
 * Thread-safe.
 */
final class Lanes {
  private static final Logger LOG = Logger.getLogger(Lanes.class);

  private final StepIntake intake;
  private final Reading reading;
  private final Consumer<String> onNew;
  private final Map<String, Lane> byTopic = new ConcurrentHashMap<>();

  /**
   * @param onNew is told of each topic, once
   */
  Lanes(StepIntake intake, Reading reading, Consumer<String> onNew) {
    this.intake = intake;
    this.reading = reading;
    this.onNew = onNew;
  }

  /** Puts a record at the end of its topic's lane; returns at once. */
  void add(Delivery delivery) {
    byTopic.computeIfAbsent(delivery.record().topic(), this::open).add(delivery);
  }

  /** Drops what waits and is another worker's now. */
  void drop(Collection<TopicPartition> partitions) {
    byTopic.values().forEach(lane -> lane.drop(partitions));
  }

  private Lane open(String topic) {
    onNew.accept(topic);
    return new Lane(topic, this::take);
  }

  private void take(Delivery delivery) {
    try {
      intake.take(delivery);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "A record could not be dealt with. topic=%s", delivery.record().topic());
      delivery.fail(e);
    } finally {
      reading.done(delivery.record());
    }
  }
}
