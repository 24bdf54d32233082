package io.openclaw.worker.step;

import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.Taker;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.liveness.WorkerIdentity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Knows which attempts were taken, by whichever worker, so that none is run twice and none after a
 * later one. Kafka brings a step again when its worker died before the acknowledgement was stored,
 * and by then the step may be long done. An attempt is taken among the artifacts, which only one
 * can do and which outlives the process; whoever comes later learns there who has it. Thread-safe.
 */
final class AttemptLedger {
  private final ArtifactStore artifacts;
  private final Taker self;

  AttemptLedger(ArtifactStore artifacts, WorkerIdentity self) {
    this.artifacts = artifacts;
    this.self = new Taker(self.id(), self.incarnation());
  }

  /** Whether the attempt is newer than any that was taken. */
  boolean isNew(RunStep step) throws IOException {
    return newest(step) < step.step().attempt();
  }

  /** Takes the attempt; false where somebody else was first. */
  boolean take(RunStep step) throws IOException {
    return artifacts.take(step.taskId(), step.step(), self);
  }

  /** Whether no later attempt was taken. */
  boolean isNewest(RunStep step) throws IOException {
    return newest(step) <= step.step().attempt();
  }

  /**
   * The other process that has the attempt; null where it is this one, a later attempt makes that
   * pointless, or nobody knows.
   */
  @Nullable WorkerIdentity otherTaker(RunStep step) throws IOException {
    return isNewest(step)
        ? artifacts
            .taker(step.taskId(), step.step())
            .filter(taker -> !taker.equals(self))
            .map(taker -> new WorkerIdentity(taker.workerId(), taker.incarnation()))
            .orElse(null)
        : null;
  }

  /**
   * Whether the attempt was taken and nothing tells by whom: whoever had it died with its machine,
   * before that had reached the disk.
   */
  boolean isOfNobodyKnown(RunStep step) throws IOException {
    return newest(step) == step.step().attempt()
        && artifacts.taker(step.taskId(), step.step()).isEmpty();
  }

  private int newest(RunStep step) throws IOException {
    return artifacts.newestAttempt(step.taskId(), step.step());
  }
}
