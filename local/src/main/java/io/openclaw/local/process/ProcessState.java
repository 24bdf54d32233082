package io.openclaw.local.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process at one moment, as {@code run.json} tells of it.
 *
 * @param pid of the newest process; null before the first
 * @param startedAt of that process, as the operating system says; tells it from a later process
 *     with the same number
 * @param startMillis how long its last start took until it was ready; null until then
 * @param restarts how often it was started again after it had died
 * @param trouble how the last process ended, or why it is not ready; null when all is well
 */
public record ProcessState(
    String name,
    Status status,
    @Nullable Long pid,
    @Nullable Instant startedAt,
    int port,
    String address,
    @Nullable Long startMillis,
    int restarts,
    @Nullable String trouble,
    String log) {

  /** Where a process stands. */
  public enum Status {
    /** Waits for the processes that it needs. */
    WAITING,
    STARTING,
    READY,
    /** Died and is started again after a pause. */
    RESTARTING,
    /** Its first start came to nothing. */
    FAILED,
    STOPPED
  }

  public ProcessState {
    requireNonNull(name, "name is null");
    requireNonNull(status, "status is null");
    requireNonNull(address, "address is null");
    requireNonNull(log, "log is null");
  }

  static ProcessState waiting(Program program, Path log) {
    return new ProcessState(
        program.name(),
        Status.WAITING,
        null,
        null,
        program.port(),
        program.address(),
        null,
        0,
        null,
        log.toString());
  }

  ProcessState starting(ProcessHandle process) {
    return new ProcessState(
        name,
        Status.STARTING,
        process.pid(),
        process.info().startInstant().orElse(null),
        port,
        address,
        null,
        restarts,
        trouble,
        log);
  }

  ProcessState ready(long millis) {
    return new ProcessState(
        name, Status.READY, pid, startedAt, port, address, millis, restarts, null, log);
  }

  ProcessState restarting(String cause) {
    return new ProcessState(
        name,
        Status.RESTARTING,
        pid,
        startedAt,
        port,
        address,
        startMillis,
        restarts + 1,
        cause,
        log);
  }

  ProcessState ended(Status end, @Nullable String cause) {
    return new ProcessState(
        name, end, pid, startedAt, port, address, startMillis, restarts, cause, log);
  }
}
