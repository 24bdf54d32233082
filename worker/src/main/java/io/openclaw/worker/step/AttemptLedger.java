package io.openclaw.worker.step;

import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.Taker;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.liveness.WorkerIdentity;
import java.io.IOException;

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

  /** Where the attempt stands now. */
  Standing standing(RunStep step) throws IOException {
    int newest = newest(step);
    int attempt = step.step().attempt();
    if (newest == attempt) {
      return artifacts
          .taker(step.taskId(), step.step())
          .map(this::takenBy)
          .orElseGet(Standing.OfNobodyKnown::new);
    }
    return newest < attempt ? new Standing.New() : new Standing.Overtaken();
  }

  /** Takes the attempt; false where somebody else was first. */
  boolean take(RunStep step) throws IOException {
    return artifacts.take(step.taskId(), step.step(), self);
  }

  /** Whether no later attempt was taken. */
  boolean isNewest(RunStep step) throws IOException {
    return newest(step) <= step.step().attempt();
  }

  private Standing takenBy(Taker taker) {
    return taker.equals(self)
        ? new Standing.Own()
        : new Standing.OfOther(new WorkerIdentity(taker.workerId(), taker.incarnation()));
  }

  private int newest(RunStep step) throws IOException {
    return artifacts.newestAttempt(step.taskId(), step.step());
  }
}
