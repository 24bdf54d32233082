package io.openclaw.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Logs of processes: kept across restarts, one older file beside each. */
public final class LogFiles {
  private static final long LARGEST = 10L * 1024 * 1024;
  private static final int TAIL_BYTES = 64 * 1024;

  private LogFiles() {}

  /** Moves a log aside that has grown large; only while nobody writes to it. */
  static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGEST) {
      Path older = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The last lines of a log; none when there is no log. */
  public static List<String> tail(Path log, int lines) {
    return tail(log, lines, 0);
  }

  /** The last lines of what was added behind {@code start}. */
  static List<String> tail(Path log, int lines, long start) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long begin = start > file.length() ? 0 : start;
      long from = Math.max(begin, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      // The first one is cut off where the reading began in the middle.
      List<String> whole = from > begin && !all.isEmpty() ? all.subList(1, all.size()) : all;
      return List.copyOf(whole.subList(Math.max(0, whole.size() - lines), whole.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }
}
