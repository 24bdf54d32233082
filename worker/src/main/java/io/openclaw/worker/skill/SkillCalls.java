package io.openclaw.worker.skill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.workspace.Skill;
import java.util.Collection;

/**
 * Calls skills.
 *
 * <p>Threading: a call blocks its thread, which should be a virtual one; any number may be under
 * way, those of one scope one after the other. Cancellation: an interrupt ends the call and all
 * that it has started. Errors: whatever goes wrong with a skill is an outcome.
 */
public interface SkillCalls {

  /** Does in advance what the first call of each of these skills would otherwise wait for. */
  void prepare(Collection<Skill> skills);

  /** Whether a skill can run now. */
  SkillRuntime.Condition condition(Skill skill);

  /**
   * Makes a call.
   *
   * @param callId unique within the attempt
   * @param arguments the inputs, with files in virtual paths
   */
  SkillOutcome call(StepScope scope, Tool tool, String callId, ObjectNode arguments)
      throws InterruptedException;
}
