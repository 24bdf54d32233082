package io.openclaw.orchestrator.dispatch;

import static java.util.Comparator.comparingLong;

import io.openclaw.workspace.LoadBalancing.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the partition, and by that the worker, that a step goes to. Remembers whose turn it was;
 * not for more than one thread at a time.
 */
final class Spread {
  private final Map<String, String> latestWorker = new HashMap<>();
  private final Map<Share, Integer> latestPartition = new HashMap<>();

  /** What comes to one worker of one topic. */
  private record Share(String topic, String workerId) {}

  /** The partition; null where that of the task's id is as good as any, or nothing is known. */
  @Nullable Integer choose(Strategy strategy, String topic, Candidates candidates) {
    List<String> workers = inTurn(topic, candidates.of(topic));
    if (workers.isEmpty()) {
      return null;
    }
    return switch (strategy) {
      case TASK_AFFINITY -> null;
      case ROUND_ROBIN -> give(topic, workers.getFirst(), candidates);
      case LEAST_BUSY ->
          give(topic, Collections.min(workers, comparingLong(candidates::steps)), candidates);
    };
  }

  private int give(String topic, String workerId, Candidates candidates) {
    latestWorker.put(topic, workerId);
    candidates.give(workerId);
    List<Integer> partitions = candidates.partitions(topic, workerId);
    Share share = new Share(topic, workerId);
    int partition = after(latestPartition.get(share), partitions);
    latestPartition.put(share, partition);
    return partition;
  }

  /** Begins with the one after the one whose turn it was; of equals, it comes first. */
  private List<String> inTurn(String topic, List<String> workers) {
    List<String> inTurn = new ArrayList<>(workers);
    String latest = latestWorker.get(topic);
    if (latest != null) {
      long before = workers.stream().filter(worker -> worker.compareTo(latest) <= 0).count();
      Collections.rotate(inTurn, (int) -before);
    }
    return inTurn;
  }

  private static int after(@Nullable Integer latest, List<Integer> partitions) {
    return partitions.stream()
        .filter(partition -> latest != null && partition > latest)
        .findFirst()
        .orElse(partitions.getFirst());
  }
}
