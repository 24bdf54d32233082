package io.openclaw.worker.sandbox;

import io.openclaw.worker.sandbox.ProcessTable.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls to the limits that the kernel keeps for single processes only: what all processes of
 * a call use together. One thread looks at all calls ten times a second while there are any, and
 * ends the one that is over its limit at once. Thread-safe.
 *
 * <p>A control group would do the same without a pause between the looks; but a worker in a
 * container, or a user on a laptop, may seldom make one. Only the number of processes is bounded by
 * the kernel as well ({@link ProcessGroups}, {@link Prologue}): calls that fork without end make
 * more of them within a pause than can still be looked at.
 */
public final class Watchdog {
  private static final Logger LOG = Logger.getLogger(Watchdog.class);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Where all that there are wait for a call: looking costs the machine something. */
  private static final Duration IDLE_PAUSE = Duration.ofSeconds(1);

  /** Folders take longer to look at, on a thread of its own: the processes must not wait for it. */
  private static final Duration FOLDERS_PAUSE = Duration.ofMillis(500);

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final boolean isAble = Files.isReadable(Path.of("/proc/self/stat"));
  private @Nullable Thread processes;
  private @Nullable Thread folders;

  /**
   * Watches a call until it is closed.
   *
   * @param process the first process of the call
   * @param folders those whose content counts as its disk space
   */
  public Watch watch(Process process, Limits limits, List<Path> folders) {
    Watch watch = new Watch(process, limits, List.copyOf(folders));
    watches.add(watch);
    begin();
    return watch;
  }

  private synchronized void begin() {
    if (processes == null && isAble) {
      processes = begin("skill-watchdog", PAUSE, Watch::lookAtProcesses);
      folders = begin("skill-watchdog-folders", FOLDERS_PAUSE, Watch::lookAtFolders);
    } else {
      LockSupport.unpark(processes);
      LockSupport.unpark(folders);
    }
  }

  private Thread begin(String name, Duration pause, BiConsumer<Watch, ProcessTable> look) {
    return Thread.ofPlatform().daemon().name(name).start(() -> run(pause, look));
  }

  private void run(Duration pause, BiConsumer<Watch, ProcessTable> look) {
    while (true) {
      if (watches.isEmpty()) {
        LockSupport.park(this);
      }
      look(look);
      boolean areIdle = watches.stream().allMatch(watch -> watch.isIdle);
      LockSupport.parkNanos(this, (areIdle ? IDLE_PAUSE : pause).toNanos());
    }
  }

  private void look(BiConsumer<Watch, ProcessTable> look) {
    try {
      ProcessTable table = ProcessTable.read();
      for (Watch watch : watches) {
        look(watch, table, look);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.warn("What skills use cannot be looked at.", e);
    }
  }

  /** What is wrong with one call must not hide the others. */
  private static void look(Watch watch, ProcessTable table, BiConsumer<Watch, ProcessTable> look) {
    try {
      look.accept(watch, table);
    } catch (RuntimeException e) {
      LOG.warn("What a skill uses cannot be looked at.", e);
    }
  }

  /** One call that is watched. */
  public final class Watch implements AutoCloseable {
    private final Process process;
    private final Limits limits;
    private final List<Path> folders;
    private final CpuClock clock = new CpuClock();
    private volatile @Nullable String breach;
    private volatile boolean isIdle;

    private Watch(Process process, Limits limits, List<Path> folders) {
      this.process = process;
      this.limits = limits;
      this.folders = folders;
    }

    /** Which limit it was ended for; null: none. */
    public @Nullable String breach() {
      return breach;
    }

    /**
     * It waits for its call, and is looked at less often.
     *
     * @return bytes that are in memory
     */
    public long rest() {
      isIdle = true;
      try {
        return ProcessTable.read().of(process.pid()).memory();
      } catch (IOException e) {
        LOG.warn("What a skill uses cannot be looked at.", e);
        return 0;
      }
    }

    /** It has got its call. */
    public void wake() {
      isIdle = false;
      begin();
    }

    @Override
    public void close() {
      watches.remove(this);
    }

    private void lookAtProcesses(ProcessTable table) {
      end(over(table.of(process.pid())));
    }

    private void lookAtFolders(ProcessTable table) {
      long nameless = UnlinkedFiles.bytes(table.of(process.pid()).ticks().keySet());
      if (FolderSize.isAbove(folders, limits.disk() - nameless)) {
        end("its files took more than " + limits.disk() + " bytes");
      }
    }

    private synchronized void end(@Nullable String found) {
      if (found != null && breach == null) {
        breach = found;
        process.destroyForcibly();
      }
    }

    private @Nullable String over(Usage usage) {
      if (usage.threads() > limits.processes()) {
        return "it had more than " + limits.processes() + " processes and threads";
      }
      if (usage.memory() > limits.memory()
          && SharedMemory.isAbove(limits.memory(), usage.ticks().keySet(), usage.memory())) {
        return "its processes took more than " + limits.memory() + " bytes of memory";
      }
      return clock.add(usage).compareTo(limits.cpuTime()) > 0
          ? "it took more than " + limits.cpuTime().toSeconds() + " s of processor time"
          : null;
    }
  }
}
