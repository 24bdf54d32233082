package io.openclaw.worker.liveness;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;

/**
 * This process among the workers.
 *
 * @param id the worker's stable name
 * @param incarnation another one for each process
 */
public record WorkerIdentity(String id, UUID incarnation) {
  public WorkerIdentity {
    requireNonNull(id, "id is null");
    requireNonNull(incarnation, "incarnation is null");
  }

  /** A new process of a worker; one without a name has its host's. */
  static WorkerIdentity of(Optional<String> configured) {
    String id =
        configured
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .orElseGet(WorkerIdentity::host);
    return new WorkerIdentity(id, UUID.randomUUID());
  }

  /** As CloudEvents name a source. */
  public String source() {
    return "/openclaw/worker/" + id;
  }

  /** This machine's name. */
  public static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host that does not know itself by name still has one in the environment, most often.
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("worker");
    }
  }
}
