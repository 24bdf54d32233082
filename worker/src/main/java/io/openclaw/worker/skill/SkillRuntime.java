package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Failure;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers of one kind.
 *
 * <p>Threading: {@link #call} blocks its thread, a virtual one, until the call has ended and
 * nothing of it runs any more; any number of calls may be under way. Cancellation: interrupting the
 * thread ends the call. Errors: whatever a handler does is an {@link Answer}; an exception is a
 * fault of the runtime or its machine.
 */
public interface SkillRuntime {

  /** Which handlers it runs. */
  RuntimeKind kind();

  /**
   * Called once, before or while the first calls are made.
   *
   * @param skills those that the worker serves and this runtime runs
   */
  default void prepare(List<Skill> skills) {}

  /** Whether it could run a skill's handlers now; answers at once. */
  Condition condition(Skill skill);

  /**
   * Makes the call.
   *
   * @param listener told while the call is under way, perhaps from several threads
   * @throws InterruptedException when the thread was interrupted; the call has then ended
   */
  Answer call(SkillCall call, SkillListener listener) throws InterruptedException;

  /** What a handler tells while it works. */
  interface SkillListener {

    /**
     * How far it has come.
     *
     * @param fraction from 0 to 1, or null
     */
    void progress(String message, @Nullable Double fraction);
  }

  /** Whether a skill can run. */
  sealed interface Condition {
    record Ready() implements Condition {}

    /** That is being found out, or what it needs is being made. */
    record Preparing() implements Condition {}

    /** It can't, for now. */
    record NotReady(String reason) implements Condition {
      public NotReady {
        requireNonNull(reason, "reason is null");
      }
    }
  }

  /** How a call ended; nothing of it has been checked against the handler's schema. */
  sealed interface Answer {
    record Output(ObjectNode output, List<Announced> artifacts) implements Answer {
      public Output {
        artifacts = List.copyOf(artifacts);
      }
    }

    record Refused(Failure failure) implements Answer {}
  }
}
