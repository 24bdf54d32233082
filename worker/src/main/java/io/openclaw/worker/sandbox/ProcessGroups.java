package io.openclaw.worker.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Control groups in which the kernel bounds how many processes and threads a call has, beneath the
 * one in which the worker itself is. For a worker that is root: the kernel's limit for a user does
 * not hold for it. Those that a worker leaves are removed by the next one. Thread-safe.
 */
final class ProcessGroups {
  private static final Logger LOG = Logger.getLogger(ProcessGroups.class);
  private static final String PREFIX = "openclaw-";

  private final ControlGroup own;
  private final long worker;

  /** Those whose call has ended, while the last of its processes may still be ending. */
  private final Set<Path> ended = ConcurrentHashMap.newKeySet();

  private ProcessGroups(ControlGroup own, long worker) {
    this.own = own;
    this.worker = worker;
  }

  /** Tries it out. Null where this machine does not let this worker make any. */
  static @Nullable ProcessGroups find() {
    try {
      ControlGroup own =
          ControlGroup.own(
              Files.readAllLines(Path.of("/proc/self/cgroup")),
              Files.readAllLines(Path.of("/proc/self/mountinfo")));
      return own == null ? null : at(own, ProcessHandle.current().pid());
    } catch (IOException | RuntimeException e) {
      LOG.debugf("There are no control groups for calls. reason=%s", e);
      return null;
    }
  }

  /** Those beneath a group, once one could be made and removed there. */
  static ProcessGroups at(ControlGroup own, long worker) throws IOException {
    ProcessGroups groups = new ProcessGroups(own, worker);
    groups.removeThoseOfDeadWorkers();
    Files.delete(groups.make(1));
    return groups;
  }

  /**
   * One for a process that is about to start, which has to enter it by itself, by writing 0 to its
   * {@code cgroup.procs}.
   *
   * @param most processes and threads at once
   */
  Path open(int most) throws IOException {
    ended.removeIf(ProcessGroups::isRemoved);
    return make(most);
  }

  /** Its process has ended, or has not been started. */
  void close(Path group) {
    ended.add(group);
    ended.removeIf(ProcessGroups::isRemoved);
  }

  private Path make(int most) throws IOException {
    Path group = Files.createTempDirectory(own.folder(), PREFIX + worker + "-");
    try {
      if (own.isUnified()) {
        // A threaded one is let be beneath a group that has processes itself; others are not.
        Files.writeString(group.resolve("cgroup.type"), "threaded");
        Files.writeString(own.folder().resolve("cgroup.subtree_control"), "+pids");
      }
      Files.writeString(group.resolve("pids.max"), Integer.toString(most));
      return group;
    } catch (IOException e) {
      Files.delete(group);
      throw e;
    }
  }

  private void removeThoseOfDeadWorkers() throws IOException {
    try (DirectoryStream<Path> groups =
        Files.newDirectoryStream(own.folder(), PREFIX + "[0-9]*-[0-9]*")) {
      for (Path group : groups) {
        String name = group.getFileName().toString();
        long maker = Long.parseLong(name.substring(PREFIX.length(), name.lastIndexOf('-')));
        if (ProcessHandle.of(maker).isEmpty()) {
          isRemoved(group);
        }
      }
    }
  }

  private static boolean isRemoved(Path group) {
    try {
      Files.delete(group);
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false; // busy: something in it still runs
    }
  }
}
