package io.openclaw.worker.step;

import io.openclaw.artifact.ArtifactStore;
import io.openclaw.event.StepCommand.RunStep;
import java.io.IOException;

/**
 * Knows which attempts were taken, by whichever worker, so that none is run twice and none after a
 * later one. Kafka brings a step again when its worker died before the acknowledgement was stored,
 * and by then the step may be long done. An attempt is taken among the artifacts, which only one
 * can do and which outlives the process. Thread-safe.
 */
final class AttemptLedger {
  private final ArtifactStore artifacts;

  AttemptLedger(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Whether the attempt is newer than any that was taken. */
  boolean isNew(RunStep step) throws IOException {
    return artifacts.newestAttempt(step.taskId(), step.step()) < step.step().attempt();
  }

  /** Takes the attempt; false where somebody else was first. */
  boolean take(RunStep step) throws IOException {
    return artifacts.take(step.taskId(), step.step());
  }
}
