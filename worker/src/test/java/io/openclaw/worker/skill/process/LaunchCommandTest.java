package io.openclaw.worker.skill.process;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.fixture.Calls;
import io.openclaw.worker.fixture.SandboxSettings;
import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.sandbox.Confinement;
import io.openclaw.worker.skill.GpuDevice;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchCommandTest {
  private static final Skill GREEDY =
      skill(
          "greedy",
          Visibility.PUBLIC,
          List.of(),
          List.of("CUDA_VISIBLE_DEVICES"),
          handler("run").build());

  private static final Program PROGRAM =
      new Program(List.of("/bin/true"), List.of(), "/bin", Map.of());

  @TempDir Path folder;
  private final LaunchCommand launch =
      new LaunchCommand(
          Map.of("CUDA_VISIBLE_DEVICES", "all"), new CallLimits(new SandboxSettings(), 1));

  @Test
  void shouldShowNoGpusToACallThatHasNoneWhateverItsSkillAsksFor() throws IOException {
    assertThat(environment(List.of())).containsEntry("CUDA_VISIBLE_DEVICES", "");
  }

  @Test
  void shouldShowTheLeasedGpusAndNoOthers() throws IOException {
    assertThat(environment(List.of(new GpuDevice(1, "GPU-1a"), new GpuDevice(3, "host:3"))))
        .containsEntry("CUDA_VISIBLE_DEVICES", "GPU-1a,3")
        .containsEntry("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
  }

  @Test
  void shouldGiveTheNodesOfTheLeasedGpusAndNoOthers() throws IOException {
    assertThat(confinement(List.of()).devices()).isEmpty();
    assertThat(confinement(List.of(new GpuDevice(1, "GPU-1a"))).devices())
        .contains(Path.of("/dev/nvidia1"), Path.of("/dev/nvidiactl"))
        .doesNotContain(Path.of("/dev/nvidia0"));
  }

  /** All that the attacks on a call's own process cannot do, they cannot do to one that waits. */
  @Test
  void shouldGiveAProcessThatWaitsNoMoreThanTheProcessOfACall() throws IOException {
    // given
    Files.createDirectories(folder.resolve("workspace/granted"));
    Agent agent = Workspaces.agent("a", List.of("/workspace/granted"));
    SkillCall call = Calls.call(folder, agent, GREEDY, GREEDY.timeout());

    try (Scratch scratch = Scratch.create()) {
      // when
      Confinement own = launch.of(call, PROGRAM, scratch, null);
      Confinement ahead = launch.ahead(Rights.of(call, PROGRAM), scratch, null);

      // then
      assertThat(without(ahead.readable(), scratch)).isNotEmpty().isSubsetOf(own.readable());
      assertThat(without(ahead.writable(), scratch)).isNotEmpty().isSubsetOf(own.writable());
      assertThat(ahead.writable()).doesNotContain(scratch.in());
      assertThat(ahead.pinned()).isEqualTo(own.pinned()).isNotEmpty();
      assertThat(ahead.environment()).isEqualTo(own.environment());
      assertThat(ahead.limits()).isEqualTo(own.limits());
      assertThat(ahead.network()).isNull();
      assertThat(ahead.devices()).isEmpty();
    }
  }

  private static List<Path> without(List<Path> paths, Scratch scratch) {
    return paths.stream()
        .filter(path -> !path.equals(scratch.in()) && !path.equals(scratch.out()))
        .toList();
  }

  private Map<String, String> environment(List<GpuDevice> gpus) throws IOException {
    return confinement(gpus).environment();
  }

  private Confinement confinement(List<GpuDevice> gpus) throws IOException {
    SkillCall call = Calls.call(folder, null, GREEDY, Duration.ofSeconds(5)).with(gpus);
    try (Scratch scratch = Scratch.create()) {
      return launch.of(call, PROGRAM, scratch, null);
    }
  }
}
