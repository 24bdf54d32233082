package io.openclaw.gateway.task;

import static java.util.Objects.requireNonNull;

import io.openclaw.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A person's word about a step that waits for one.
 *
 * @param step the step's id within its task
 * @param note what the person says to it
 */
public record Decision(String step, boolean approved, @Nullable String note) {
  private static final int MAX_NOTE = 2000;

  public Decision {
    requireNonNull(step, "step is null");
  }

  /** Reads a decision, of which anything may be missing. */
  public static Decision of(
      @Nullable String step, @Nullable Boolean approved, @Nullable String note) {
    if (step == null || step.isBlank()) {
      throw ProblemException.invalid("step", "must be the id of a step");
    }
    if (approved == null) {
      throw ProblemException.invalid("approved", "must be true or false");
    }
    return new Decision(step, approved, note("note", note));
  }

  /** Words of a person, of a sensible length. */
  static @Nullable String note(String field, @Nullable String text) {
    if (text != null && text.length() > MAX_NOTE) {
      throw ProblemException.invalid(field, "must have at most " + MAX_NOTE + " characters");
    }
    return text == null || text.isBlank() ? null : text.strip();
  }
}
