package io.openclaw.worker.skill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Failure;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
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

  /** Called once, before or while the first calls are made. */
  default void prepare() {}

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
