package io.openclaw.orchestrator.store;

import java.util.List;
import java.util.Map;

/**
 * What has become of a batch of messages.
 *
 * @param gone ids of those that need not be kept
 * @param unshown ids of those that are on Kafka, and not in the live view yet
 * @param partitions of the steps among them for which one was chosen
 */
public record Settled(List<Long> gone, List<Long> unshown, Map<AttemptId, Integer> partitions) {
  public static final Settled NOTHING = new Settled(List.of(), List.of(), Map.of());

  public Settled {
    gone = List.copyOf(gone);
    unshown = List.copyOf(unshown);
    partitions = Map.copyOf(partitions);
  }
}
