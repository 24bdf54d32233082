package io.openclaw.worker.limit;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Workspaces.limited;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Failure;
import io.openclaw.worker.fixture.Calls;
import io.openclaw.worker.skill.CallGate.Passage;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.workspace.CpuQuantity;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill.Visibility;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionGateTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private final AdmissionGate gate =
      new AdmissionGate(new Admission(new Load(2_000, 1L << 30)), 128L << 20);

  @Test
  void shouldCountWhatSkillsSayTheyTake() throws Exception {
    Passage first = enter(resources(1_500, 512L << 20));

    Failure failure = ((Passage.Refused) enter(resources(1_000, 1))).failure();
    assertThat(failure.code()).isEqualTo("NO_ROOM");
    assertThat(failure.retryable()).isTrue();
    assertThat(told).containsExactly("waits for room: it takes cpu 1 and memory 0 Mi");

    ((Passage.Open) first).permit().close();
    assertThat(enter(resources(1_000, 1))).isInstanceOf(Passage.Open.class);
  }

  @Test
  void shouldCountWhatASkillThatSaysNothingMayTake() throws Exception {
    ResourceRequirements silent = ResourceRequirements.within(SHORT);

    for (int i = 0; i < 8; i++) {
      assertThat(enter(silent)).isInstanceOf(Passage.Open.class);
    }
    assertThat(enter(silent)).isInstanceOf(Passage.Refused.class);
  }

  @Test
  void shouldLetASkillThatSaysNothingRunOnASmallMachine() throws Exception {
    AdmissionGate small = new AdmissionGate(new Admission(new Load(2_000, 1L << 30)), 2L << 30);
    ResourceRequirements silent = ResourceRequirements.within(SHORT);

    assertThat(enter(small, silent)).isInstanceOf(Passage.Open.class);
    assertThat(enter(small, silent)).isInstanceOf(Passage.Refused.class);
  }

  @Test
  void shouldRefuseAtOnceWhatThisWorkerNeverHas() throws Exception {
    Failure failure = ((Passage.Refused) enter(resources(2_001, 1L << 31))).failure();

    assertThat(failure.code()).isEqualTo("RESOURCES_TOO_SMALL");
    assertThat(failure.message())
        .isEqualTo(
            "skill big takes cpu 2001m and memory 2048 Mi, and this worker gives cpu 2 and memory"
                + " 1024 Mi to all calls together: lower its resource_requirements, or give the"
                + " worker more");
    assertThat(told).isEmpty();
  }

  private static ResourceRequirements resources(int cpu, long memory) {
    return new ResourceRequirements(
        new CpuQuantity(cpu), new MemoryQuantity(memory), GpuRequirement.NONE, SHORT);
  }

  private Passage enter(ResourceRequirements resources) throws IOException, InterruptedException {
    return enter(gate, resources);
  }

  private Passage enter(AdmissionGate at, ResourceRequirements resources)
      throws IOException, InterruptedException {
    return at.enter(
        Calls.call(
            folder,
            null,
            limited(skill("big", Visibility.PUBLIC, handler("run").build()), resources, null),
            SHORT),
        Deadline.in(SHORT),
        (message, _) -> told.add(message));
  }
}
