package io.openclaw.worker.skill.process;

import io.openclaw.worker.skill.GpuDevice;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The device nodes by which a process uses GPUs: one for each of them, and those of the driver. The
 * numbers are those that {@code nvidia-smi} gives, which are the nodes' as long as the driver makes
 * them itself.
 */
final class GpuNodes {
  private static final Path DEVICES = Path.of("/dev");
  private static final List<String> DRIVER =
      List.of("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-modeset");

  private GpuNodes() {}

  /** None where there are no GPUs. */
  static List<Path> of(List<GpuDevice> gpus) {
    return gpus.isEmpty()
        ? List.of()
        : Stream.concat(gpus.stream().map(gpu -> "nvidia" + gpu.index()), DRIVER.stream())
            .map(DEVICES::resolve)
            .toList();
  }
}
