package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a worker says of itself; topic {@link Topics#WORKERS}, keyed by worker id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(WorkerSignal.Heartbeat.class),
  @JsonSubTypes.Type(WorkerSignal.Stopped.class)
})
public sealed interface WorkerSignal {

  String workerId();

  UUID incarnation();

  Instant at();

  /**
   * The process lives, and with it the steps that it has started. Sent every second.
   *
   * @param running steps under way
   * @param partitions whose records come to this process now, by step topic
   */
  @JsonTypeName("io.openclaw.worker.heartbeat.v1")
  record Heartbeat(
      String workerId,
      UUID incarnation,
      Instant at,
      int running,
      Map<String, Set<Integer>> partitions)
      implements WorkerSignal {
    public Heartbeat {
      requireNonNull(workerId, "workerId is null");
      requireNonNull(incarnation, "incarnation is null");
      requireNonNull(at, "at is null");
      partitions = partitions == null ? Map.of() : Map.copyOf(partitions);
      if (partitions.values().stream().flatMap(Set::stream).anyMatch(number -> number < 0)) {
        throw new IllegalArgumentException("a partition's number is below 0");
      }
    }
  }

  /** The process ends; whatever it had started may go to another worker at once. */
  @JsonTypeName("io.openclaw.worker.stopped.v1")
  record Stopped(String workerId, UUID incarnation, Instant at) implements WorkerSignal {
    public Stopped {
      requireNonNull(workerId, "workerId is null");
      requireNonNull(incarnation, "incarnation is null");
      requireNonNull(at, "at is null");
    }
  }
}
