package io.openclaw.worker.gpu;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.CallGate;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.worker.skill.GpuDevice;
import io.openclaw.worker.skill.Permit;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.GpuRequirement.Need;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Leases the GPUs that a skill's entry in the registry asks for, as far as its agent may have any.
 */
final class GpuGate implements CallGate {
  private static final Logger LOG = Logger.getLogger(GpuGate.class);

  /** At most so much later than it could, a call gets devices that have become free. */
  private static final Duration POLL = Duration.ofMillis(200);

  /** Who has not asked for so long waits no longer. */
  private static final Duration PLACE = Duration.ofSeconds(5);

  private final List<GpuDevice> devices;
  private final LeaseStore store;
  private final Duration leaseTime;
  private final AtomicInteger leased = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Leases devices.
   *
   * @param devices of this machine, as far as this worker may use them
   * @param leaseTime how long the devices of a worker that has died are nobody's
   */
  GpuGate(List<GpuDevice> devices, LeaseStore store, Duration leaseTime) {
    this.devices = List.copyOf(devices);
    this.store = store;
    this.leaseTime = leaseTime;
  }

  @Override
  public Stage stage() {
    return Stage.GPUS;
  }

  int devices() {
    return devices.size();
  }

  /** Devices that calls of this worker hold. */
  int leased() {
    return leased.get();
  }

  /** Calls of this worker that wait for devices. */
  int waiting() {
    return waiting.get();
  }

  @Override
  public Passage enter(SkillCall call, Deadline deadline, SkillListener listener)
      throws InterruptedException {
    GpuRequirement need = call.tool().skill().resources().gpu();
    if (need.need() == Need.NONE) {
      return without(call);
    }
    Passage.Refused never = never(call, need);
    if (never != null) {
      return need.need() == Need.OPTIONAL ? without(call) : never;
    }
    LeaseRequest request = request(call, need);
    try {
      return need.need() == Need.OPTIONAL
          ? takeOrGoWithout(call, request)
          : takeOrWait(call, request, deadline, listener);
    } catch (InterruptedException e) {
      forget(request);
      throw e;
    }
  }

  /** Why the call can get none here, however long it waits; null: it can. */
  private Passage.@Nullable Refused never(SkillCall call, GpuRequirement need) {
    String skill = call.tool().skill().id();
    Agent agent = call.scope().agent();
    int granted = agent == null ? 0 : agent.permissions().gpus();
    if (granted < need.count()) {
      return refused(
          FailureCode.GPU_NOT_GRANTED,
          agent == null
              ? "skill %s needs GPUs, which are granted to agents alone".formatted(skill)
              : "skill %s needs %d GPUs, and %s may have %d (permissions, gpu_access, max_allocation)"
                  .formatted(skill, need.count(), agent.id(), granted));
    }
    return devices.size() < need.count()
        ? refused(
            FailureCode.GPU_UNAVAILABLE,
            "skill %s needs %d GPUs, and this worker has %d"
                .formatted(skill, need.count(), devices.size()))
        : null;
  }

  private LeaseRequest request(SkillCall call, GpuRequirement need) {
    Agent agent = call.scope().agent();
    return new LeaseRequest(
        UUID.randomUUID().toString(),
        agent == null ? "" : agent.id(),
        need.count(),
        agent == null ? 0 : agent.permissions().gpus(),
        devices.stream().map(GpuDevice::uuid).toList());
  }

  private Passage takeOrGoWithout(SkillCall call, LeaseRequest request)
      throws InterruptedException {
    try {
      Passage.Open taken = take(call, request, Duration.ZERO);
      return taken == null ? without(call) : taken;
    } catch (IOException e) {
      forget(request);
      return without(call);
    }
  }

  private Passage takeOrWait(
      SkillCall call, LeaseRequest request, Deadline deadline, SkillListener listener)
      throws InterruptedException {
    Passage.Open taken = takeOnceMore(call, request);
    if (taken != null) {
      return taken;
    }
    String wish = "%d of the %d GPUs of this worker".formatted(request.count(), devices.size());
    listener.progress("waits for " + wish, null);
    waiting.incrementAndGet();
    try {
      while (deadline.left().isPositive()) {
        Thread.sleep(deadline.leftOf(POLL));
        taken = takeOnceMore(call, request);
        if (taken != null) {
          return taken;
        }
      }
    } finally {
      waiting.decrementAndGet();
    }
    forget(request);
    return refused(
        FailureCode.GPU_UNAVAILABLE,
        "skill %s waited %s for %s: others have them, or %s has as many as it may"
            .formatted(call.tool().skill().id(), call.timeout(), wish, request.agent()));
  }

  /** Null where they cannot be had now, or nobody knows. */
  private Passage.@Nullable Open takeOnceMore(SkillCall call, LeaseRequest request)
      throws InterruptedException {
    try {
      return take(call, request, PLACE);
    } catch (IOException e) {
      return null;
    }
  }

  /** Null where they cannot be had now. */
  private Passage.@Nullable Open take(SkillCall call, LeaseRequest request, Duration place)
      throws IOException, InterruptedException {
    long asked = System.nanoTime();
    Grant grant = store.take(request, leaseTime, place);
    if (grant == null) {
      return null;
    }
    int count = grant.devices().size();
    leased.addAndGet(count);
    Lease lease =
        Lease.hold(store, request.id(), grant, leaseTime, asked, () -> leased.addAndGet(-count));
    List<GpuDevice> given =
        devices.stream().filter(device -> grant.devices().contains(device.uuid())).toList();
    return new Passage.Open(call.with(given), lease);
  }

  /** By another thread, which no interrupt reaches. */
  private void forget(LeaseRequest request) {
    Thread.ofVirtual()
        .name("gpu-forget")
        .start(() -> {
          try {
            store.release(request.id());
          } catch (IOException | InterruptedException e) {
            LOG.debugf("A request for GPUs ends by expiry. reason=%s", e.getMessage());
          }
        });
  }

  private static Passage without(SkillCall call) {
    return new Passage.Open(call, Permit.NOTHING);
  }

  private static Passage.Refused refused(FailureCode code, String message) {
    return new Passage.Refused(code.failure(message));
  }
}
