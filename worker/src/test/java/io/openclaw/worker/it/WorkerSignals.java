package io.openclaw.worker.it;

import static java.util.stream.Collectors.toSet;

import io.openclaw.event.WorkerSignal;
import io.openclaw.event.WorkerSignal.Heartbeat;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What a worker says of itself. */
final class WorkerSignals {
  private WorkerSignals() {}

  /** As far as they have come. */
  static List<Heartbeat> beats(TopicLog signals, WorkerProcess worker) {
    return signals.events(WorkerSignal.class).stream()
        .filter(Heartbeat.class::isInstance)
        .map(Heartbeat.class::cast)
        .filter(beat -> beat.workerId().equals(worker.id()))
        .toList();
  }

  static Set<TopicPartition> partitions(Heartbeat beat) {
    return beat.partitions().entrySet().stream()
        .flatMap(topic -> topic.getValue().stream().map(n -> new TopicPartition(topic.getKey(), n)))
        .collect(toSet());
  }
}
