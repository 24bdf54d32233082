package io.openclaw.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How much memory a process and its offspring take. Pages that they share are counted once where
 * the system tells (Linux), else once for each.
 */
public final class Memory {
  private static final long KIB = 1024;

  private Memory() {}

  /** In bytes; empty where it can't be told. */
  public static OptionalLong ofTree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .map(ProcessHandle::pid)
        .map(Memory::ofProcess)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .reduce(Long::sum);
  }

  /** For people: {@code 212 MB}. */
  public static String show(long bytes) {
    return String.format(Locale.ROOT, "%d MB", Math.round(bytes / 1e6));
  }

  private static OptionalLong ofProcess(long pid) {
    Path folder = Path.of("/proc", Long.toString(pid));
    if (!Files.isDirectory(folder)) {
      return ofPs(pid);
    }
    OptionalLong shared = kib(folder.resolve("smaps_rollup"), "Pss:");
    return shared.isPresent() ? shared : kib(folder.resolve("status"), "VmRSS:");
  }

  private static OptionalLong kib(Path file, String label) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith(label))
          .map(line -> line.substring(label.length()).replace("kB", "").strip())
          .mapToLong(Long::parseLong)
          .map(k -> k * KIB)
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      // The process has just ended, or it is another user's.
      return OptionalLong.empty();
    }
  }

  private static OptionalLong ofPs(long pid) {
    try {
      Process ps =
          new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.matches("\\d+")
          ? OptionalLong.of(Long.parseLong(text) * KIB)
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
