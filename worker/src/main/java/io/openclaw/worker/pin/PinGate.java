package io.openclaw.worker.pin;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.CallGate;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.worker.skill.Permit;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillPin;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps out the calls of skills that are not what the lock file of their workspace pins. */
final class PinGate implements CallGate {
  private static final Logger LOG = Logger.getLogger(PinGate.class);

  private final FolderHashes hashes;
  private final boolean requirePin;

  /**
   * Makes it.
   *
   * @param requirePin whether a skill that is not pinned is kept out, too
   */
  PinGate(FolderHashes hashes, boolean requirePin) {
    this.hashes = hashes;
    this.requirePin = requirePin;
  }

  @Override
  public Stage stage() {
    return Stage.CONTENT;
  }

  @Override
  public Passage enter(SkillCall call, Deadline deadline, SkillListener listener) {
    Skill skill = call.tool().skill();
    SkillPin pin = skill.pin();
    if (pin == null) {
      return requirePin
          ? refused(
              FailureCode.SKILL_NOT_PINNED,
              "skill %s is not pinned in orchestrator/skills.lock, which this worker asks for; look at the skill, then run ./openclaw lock %s"
                  .formatted(skill.id(), skill.id()))
          : new Passage.Open(call, Permit.NOTHING);
    }
    String change = change(skill, pin);
    if (change == null) {
      return new Passage.Open(call, Permit.NOTHING);
    }
    LOG.errorf("A skill has changed since it was locked. skillId=%s change=%s", skill.id(), change);
    return refused(
        FailureCode.SKILL_CHANGED,
        "skill %s is not what orchestrator/skills.lock pins: %s; look at the change, and if it is right, run ./openclaw lock %s"
            .formatted(skill.id(), change, skill.id()));
  }

  private @Nullable String change(Skill skill, SkillPin pin) {
    if (!skill.version().equals(pin.version())) {
      return "it has version %s, locked is %s".formatted(skill.version(), pin.version());
    }
    try {
      return hashes.of(skill.folder()).equals(pin.sha256()) ? null : "its files have changed";
    } catch (IOException e) {
      return "its files cannot be compared (" + e.getMessage() + ")";
    }
  }

  private static Passage refused(FailureCode code, String message) {
    return new Passage.Refused(code.failure(message));
  }
}
