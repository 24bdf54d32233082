package io.openclaw.worker.sandbox;

import io.openclaw.worker.sandbox.ProcessTable.Pid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Memory of processes in which what several share counts once. It takes the kernel a while. */
final class SharedMemory {
  private static final String PROPORTIONAL = "Pss:";

  private SharedMemory() {}

  /**
   * Whether it is more.
   *
   * @param otherwise what counts where it cannot be known
   */
  static boolean isAbove(long most, Collection<Pid> processes, long otherwise) {
    long total = 0;
    for (Pid process : processes) {
      Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
      try {
        total += proportional(file);
      } catch (IOException | NumberFormatException e) {
        if (Files.exists(file)) {
          return otherwise > most;
        }
      }
    }
    return total > most;
  }

  private static long proportional(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(PROPORTIONAL)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException(file + " has no line " + PROPORTIONAL);
  }
}
