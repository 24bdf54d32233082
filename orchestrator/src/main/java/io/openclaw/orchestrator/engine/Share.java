package io.openclaw.orchestrator.engine;

import io.openclaw.event.Work;

/**
 * Of what a task may carry along in its state, how much one agent's part of a step may add. The
 * whole is shared out evenly, down from the task's own steps to each element of each list: whatever
 * they make, all of them together stay below it. Only where a share would be less than {@link
 * #LEAST} they have that each, which is less than as much again: {@link Room} limits how many there
 * are.
 */
final class Share {
  /** Of a whole task, in bytes of outputs. A message to Kafka may have 16 MiB. */
  static final int TASK = 2 * 1024 * 1024;

  /** A reference to what is not carried along has hardly less. */
  static final int LEAST = 512;

  private Share() {}

  /** In bytes. */
  static int of(Node node, Work.ByAgents work, Wiring wiring) {
    return Math.max(LEAST, Math.toIntExact(of(node, wiring) / work.agents().size()));
  }

  private static long of(Node node, Wiring wiring) {
    long whole = node.parent == null ? TASK : of(node.parent, wiring);
    return whole / wiring.siblings(node).size();
  }
}
