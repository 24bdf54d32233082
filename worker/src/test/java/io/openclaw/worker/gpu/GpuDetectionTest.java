package io.openclaw.worker.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.skill.GpuDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuDetectionTest {
  private static final GpuDevice FIRST = new GpuDevice(0, "GPU-1d2e");
  private static final GpuDevice SECOND = new GpuDevice(1, "GPU-3f4a");

  @TempDir Path folder;

  @Test
  void shouldTakeWhatNvidiaSmiTells() throws IOException {
    answer(
        "0, GPU-1d2e, NVIDIA H100 80GB HBM3, 81559 MiB",
        "1, GPU-3f4a, NVIDIA H100 80GB HBM3, 81559 MiB");

    assertThat(find(List.of())).containsExactly(FIRST, SECOND);
  }

  @Test
  void shouldTakeOfThemWhatIsConfiguredByIndexOrUuid() throws IOException {
    answer("0, GPU-1d2e, A, 1 MiB", "1, GPU-3f4a, B, 1 MiB");

    assertThat(find(List.of("1"))).containsExactly(SECOND);
    assertThat(find(List.of("GPU-3f4a", " 0", "7", "1"))).containsExactly(SECOND, FIRST);
    assertThat(find(List.of("none"))).isEmpty();
  }

  @Test
  void shouldFindNoneWithoutNvidiaSmiOrWhereItFails() throws IOException {
    assertThat(find(List.of())).isEmpty();

    answer("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.");
    assertThat(find(List.of())).isEmpty();
  }

  @Test
  void shouldBelieveTheOperatorWhereThereIsNoNvidiaSmi() {
    assertThat(find(List.of("0", "3", "GPU-9")))
        .containsExactly(
            new GpuDevice(0, "host:0"), new GpuDevice(3, "host:3"), new GpuDevice(2, "GPU-9"));
  }

  private List<GpuDevice> find(List<String> configured) {
    return new GpuDetection("host", Map.of("PATH", folder.toString())).find(configured);
  }

  private void answer(String... lines) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(
        program, "#!/bin/sh\n/bin/cat <<'TEXT'\n" + String.join("\n", lines) + "\nTEXT\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
