package io.openclaw.worker.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this machine at one moment, by {@code /proc}. A sandbox has a process namespace
 * of its own, whose first process becomes the parent of those that lose theirs: whatever runs in it
 * is a descendant of the process that was started.
 *
 * <p>Source of the format: proc_pid_stat(5).
 */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  private static final long PAGE = pageSize();

  // What follows the program's name, which is in brackets and may hold anything.
  private static final int PARENT = 1;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int CHILDREN_USER_TIME = 13;
  private static final int CHILDREN_SYSTEM_TIME = 14;
  private static final int THREADS = 17;
  private static final int START = 19;
  private static final int RESIDENT = 21;

  private final Map<Long, Entry> entries = new HashMap<>();
  private final Map<Long, List<Long>> children = new HashMap<>();

  private record Entry(
      long parent, long start, long ticks, long waited, int threads, long memory) {}

  /** One process: numbers are given again, but not at the same time. */
  record Pid(long pid, long start) {}

  /**
   * What a process and all its descendants use together.
   *
   * @param ticks processor time of each, in hundredths of a second as Linux shows them (USER_HZ)
   * @param waited that of children that have ended and that they have waited for
   * @param threads at once, one at least for each process
   * @param memory bytes in memory; what several share counts for each of them
   */
  record Usage(Map<Pid, Long> ticks, long waited, int threads, long memory) {}

  private ProcessTable() {}

  static ProcessTable read() throws IOException {
    ProcessTable table = new ProcessTable();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        table.add(Long.parseLong(folder.getFileName().toString()), folder.resolve("stat"));
      }
    }
    return table;
  }

  private void add(long pid, Path stat) {
    Entry entry = parse(stat);
    if (entry != null) {
      entries.put(pid, entry);
      children.computeIfAbsent(entry.parent(), parent -> new ArrayList<>()).add(pid);
    }
  }

  /** Null for a process that has ended meanwhile. */
  private static @Nullable Entry parse(Path stat) {
    String line;
    try {
      line = Files.readString(stat, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return new Entry(
        Long.parseLong(fields[PARENT]),
        Long.parseLong(fields[START]),
        Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]),
        Long.parseLong(fields[CHILDREN_USER_TIME]) + Long.parseLong(fields[CHILDREN_SYSTEM_TIME]),
        Integer.parseInt(fields[THREADS]),
        Long.parseLong(fields[RESIDENT]) * PAGE);
  }

  /** Of 4 KiB nearly everywhere, and of 16 or 64 KiB on some machines with AArch64. */
  private static long pageSize() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/smaps"))) {
      return lines
          .filter(line -> line.startsWith("KernelPageSize:"))
          .findFirst()
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .orElse(4096L);
    } catch (IOException e) {
      return 4096;
    }
  }

  /** Nothing for a process that is not there. */
  Usage of(long root) {
    Map<Pid, Long> ticks = new HashMap<>();
    long waited = 0;
    int threads = 0;
    long memory = 0;
    Deque<Long> open = new ArrayDeque<>(List.of(root));
    for (Long pid = open.poll(); pid != null; pid = open.poll()) {
      Entry entry = entries.get(pid);
      if (entry != null) {
        ticks.put(new Pid(pid, entry.start()), entry.ticks());
        waited += entry.waited();
        threads += entry.threads();
        memory += entry.memory();
        open.addAll(children.getOrDefault(pid, List.of()));
      }
    }
    return new Usage(ticks, waited, threads, memory);
  }
}
