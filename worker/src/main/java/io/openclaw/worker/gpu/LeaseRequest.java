package io.openclaw.worker.gpu;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a call asks for.
 *
 * @param id of the lease, as long as it is asked for and held
 * @param agent on whose account
 * @param count how many devices
 * @param most how many the agent may have at once, on all machines
 * @param devices UUIDs of those that may be taken
 */
record LeaseRequest(String id, String agent, int count, int most, List<String> devices) {
  LeaseRequest {
    requireNonNull(id, "id is null");
    requireNonNull(agent, "agent is null");
    devices = List.copyOf(devices);
  }
}
