package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.process.ProcessState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack at one moment: the content of {@code run.json}. Holds no secret; those lie in the {@code
 * secrets} folder beside it.
 *
 * @param pid of the launcher
 * @param startedAt when that process began, as the operating system says
 * @param gateway address of the gateway; null where only the servers run
 * @param readyMillis how long the start took; null until it is over
 * @param notes what a person should know: ports that are not the usual ones, things that are
 *     missing
 * @param failure why the stack did not start; null otherwise
 */
public record RunState(
    String version,
    long pid,
    @Nullable Instant startedAt,
    Phase phase,
    @Nullable String gateway,
    String workspace,
    String home,
    @Nullable Long readyMillis,
    List<String> notes,
    @Nullable String failure,
    List<ProcessState> processes) {

  /** Where the stack as a whole stands. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING,
    STOPPED,
    FAILED;

    public boolean isOver() {
      return this == STOPPED || this == FAILED;
    }
  }

  public RunState {
    requireNonNull(version, "version is null");
    requireNonNull(phase, "phase is null");
    requireNonNull(workspace, "workspace is null");
    requireNonNull(home, "home is null");
    notes = List.copyOf(notes);
    processes = List.copyOf(processes);
  }

  /** How many there are of each service; 0 where only the servers run. */
  int replicas() {
    return (int) processes.stream().filter(p -> p.name().startsWith("gateway")).count();
  }

  /** The launcher's process, or null when it lives no more. */
  public @Nullable ProcessHandle launcher() {
    return LauncherProcess.alive(pid, startedAt);
  }
}
