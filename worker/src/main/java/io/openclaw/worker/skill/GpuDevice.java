package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

/**
 * A GPU of this machine.
 *
 * @param index by which {@code nvidia-smi} and the device node {@code /dev/nvidiaN} name it
 * @param uuid by which it is known on all machines
 */
public record GpuDevice(int index, String uuid) {
  public GpuDevice {
    requireNonNull(uuid, "uuid is null");
    if (index < 0) {
      throw new IllegalArgumentException("index is below 0: " + index);
    }
  }

  /** By which CUDA finds it, whichever order it gives the devices that it sees. */
  public String cudaName() {
    return uuid.startsWith("GPU-") || uuid.startsWith("MIG-") ? uuid : String.valueOf(index);
  }
}
