package io.openclaw.orchestrator.dispatch;

import io.openclaw.orchestrator.store.Fleet.Owned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workers that steps may go to, and how much each has to do; counts what they are given. */
final class Candidates {
  private final Map<String, Map<String, List<Integer>>> partitions = new HashMap<>();
  private final Map<String, Long> steps = new HashMap<>();

  /**
   * @param owned by topic, worker and number
   */
  Candidates(List<Owned> owned) {
    for (Owned one : owned) {
      partitions
          .computeIfAbsent(one.topic(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(one.workerId(), _ -> new ArrayList<>())
          .add(one.partition());
      steps.put(one.workerId(), one.steps());
    }
  }

  /** The ids of those that a topic's records come to, always in the same order. */
  List<String> of(String topic) {
    return List.copyOf(partitions.getOrDefault(topic, Map.of()).keySet());
  }

  /** The partitions of a topic that come to one of its workers. */
  List<Integer> partitions(String topic, String workerId) {
    return partitions.getOrDefault(topic, Map.of()).getOrDefault(workerId, List.of());
  }

  long steps(String workerId) {
    return steps.getOrDefault(workerId, 0L);
  }

  void give(String workerId) {
    steps.merge(workerId, 1L, Long::sum);
  }
}
