package io.openclaw.orchestrator.deadletter;

import io.openclaw.deadletter.DeadLetterState;
import io.openclaw.orchestrator.store.DeadLetterRow;

/** What became of a person's decision about a dead letter. */
public sealed interface Ruling {

  /** It counts. */
  record Done(DeadLetterRow letter) implements Ruling {}

  /** There is no such letter. */
  record Unknown() implements Ruling {}

  /** Another decision was first. */
  record Closed(DeadLetterState state) implements Ruling {}

  /** It cannot be sent again, for a reason that a person is told. */
  record Unsendable(String reason) implements Ruling {}
}
