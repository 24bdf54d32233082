package io.openclaw.deadletter;

/** What has been decided about a dead letter. The last two are final. */
public enum DeadLetterState {
  /** Nothing yet. */
  OPEN,
  /** It goes to its topic again. */
  REPLAYED,
  /** Nobody needs it; its content is deleted. */
  DROPPED
}
