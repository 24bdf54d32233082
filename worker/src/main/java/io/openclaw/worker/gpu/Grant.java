package io.openclaw.worker.gpu;

import java.util.List;

/**
 * Devices that are leased.
 *
 * @param token larger than that of any lease before
 * @param devices UUIDs, in order
 */
record Grant(long token, List<String> devices) {
  Grant {
    devices = devices.stream().sorted().toList();
  }
}
