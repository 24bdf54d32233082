package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;

/**
 * What a call has to pass before it runs, such as a limit. A call passes all gates one after the
 * other, in the order of their {@link Stage}, and the time that it waits at them counts as its own.
 *
 * <p>Threading: {@link #enter} may block its thread, a virtual one; any number of calls may be at
 * the gate. Cancellation: an interrupt ends the wait, and the gate takes nothing then. Errors: what
 * keeps a call out is a {@link Passage}.
 */
public interface CallGate {

  /**
   * The order of the gates: what costs nothing first. A call that waits for GPUs, perhaps for long,
   * takes no room from those that need none.
   */
  enum Stage {
    CONTENT,
    RATE,
    GPUS,
    ROOM
  }

  Stage stage();

  /**
   * Lets a call pass, or says why not.
   *
   * @param listener told where the call has to wait
   * @throws InterruptedException when the thread was interrupted; nothing is held for the call then
   */
  Passage enter(SkillCall call, Deadline deadline, SkillListener listener)
      throws InterruptedException;

  /** What became of a call at a gate. */
  sealed interface Passage {

    /**
     * It goes on.
     *
     * @param call as it goes on, with what it was given
     */
    record Open(SkillCall call, Permit permit) implements Passage {
      public Open {
        requireNonNull(call, "call is null");
        requireNonNull(permit, "permit is null");
      }
    }

    record Refused(Failure failure) implements Passage {
      public Refused {
        requireNonNull(failure, "failure is null");
      }
    }
  }
}
