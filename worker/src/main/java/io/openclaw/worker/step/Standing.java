package io.openclaw.worker.step;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.liveness.WorkerIdentity;

/** Where an attempt stands among those that were taken. */
sealed interface Standing {

  /** It is newer than any that was taken. */
  record New() implements Standing {}

  /** This process has it. */
  record Own() implements Standing {}

  /** Another process has it. */
  record OfOther(WorkerIdentity taker) implements Standing {
    public OfOther {
      requireNonNull(taker, "taker is null");
    }
  }

  /**
   * It was taken and nothing tells by whom: whoever had it died with its machine, before that had
   * reached the disk.
   */
  record OfNobodyKnown() implements Standing {}

  /** A later one was taken, so that nobody waits for this one. */
  record Overtaken() implements Standing {}
}
