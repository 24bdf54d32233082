package io.openclaw.worker.limit;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.CallGate;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.worker.skill.Permit;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.workspace.CpuQuantity;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.ResourceRequirements;
import java.time.Duration;

/**
 * Lets as many calls run at once as this machine has processors and memory for, by what their
 * skills say they take.
 */
final class AdmissionGate implements CallGate {
  private static final long UNSAID_CPU = 100;

  private final Admission admission;
  private final long unsaidMemory;

  /**
   * @param unsaidMemory what a call may take whose skill does not say; where that is more than
   *     there is, it has the room to itself
   */
  AdmissionGate(Admission admission, long unsaidMemory) {
    this.admission = admission;
    this.unsaidMemory = Math.min(unsaidMemory, admission.whole().memory());
  }

  @Override
  public Stage stage() {
    return Stage.ROOM;
  }

  @Override
  public Passage enter(SkillCall call, Deadline deadline, SkillListener listener)
      throws InterruptedException {
    Load load = load(call.tool().skill().resources());
    if (!load.fitsInto(admission.whole())) {
      return refused(
          FailureCode.RESOURCES_TOO_SMALL,
          "skill %s takes %s, and this worker gives %s to all calls together: lower its resource_requirements, or give the worker more"
              .formatted(call.tool().skill().id(), told(load), told(admission.whole())));
    }
    Permit permit = admission.enter(load, Duration.ZERO);
    if (permit == null) {
      listener.progress("waits for room: it takes " + told(load), null);
      permit = admission.enter(load, deadline.left());
    }
    return permit == null
        ? refused(
            FailureCode.NO_ROOM,
            "skill %s waited %s for room on this worker: it takes %s of %s"
                .formatted(
                    call.tool().skill().id(), call.timeout(), told(load), told(admission.whole())))
        : new Passage.Open(call, permit);
  }

  private Load load(ResourceRequirements resources) {
    CpuQuantity cpu = resources.cpu();
    MemoryQuantity memory = resources.memory();
    return new Load(
        cpu == null ? UNSAID_CPU : cpu.millis(), memory == null ? unsaidMemory : memory.bytes());
  }

  private static String told(Load load) {
    return "cpu %s and memory %d Mi"
        .formatted(new CpuQuantity((int) load.cpuMillis()), load.memory() >> 20);
  }

  private static Passage refused(FailureCode code, String message) {
    return new Passage.Refused(code.failure(message));
  }
}
