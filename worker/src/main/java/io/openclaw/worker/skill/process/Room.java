package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.egress.EgressGate;
import org.jspecify.annotations.Nullable;

/**
 * What a call has to itself as long as it lives: a private folder, and a way out where hosts were
 * granted.
 *
 * @param gate its way out; null: none
 */
public record Room(Scratch scratch, @Nullable EgressGate gate) implements AutoCloseable {
  public Room {
    requireNonNull(scratch, "scratch is null");
  }

  /** Whose call it is for from now on, in key-values for the log. */
  void serve(String caller) {
    if (gate != null) {
      gate.serve(caller);
    }
  }

  @Override
  public void close() {
    try (scratch) {
      if (gate != null) {
        gate.close();
      }
    }
  }
}
