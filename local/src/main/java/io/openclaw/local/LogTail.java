package io.openclaw.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What is added to a log after a moment, in whole lines; begins anew when the log was rotated. */
final class LogTail {
  private static final long PAUSE_NANOS = 200_000_000;
  private static final int LARGEST_READ = 1024 * 1024;

  private final Path file;
  private long position;

  LogTail(Path file) throws IOException {
    this.file = file;
    this.position = Files.size(file);
  }

  Path file() {
    return file;
  }

  List<String> next() throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size < position) {
      position = 0;
    }
    if (size == position) {
      return List.of();
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(LARGEST_READ, size - position)];
      log.seek(position);
      log.readFully(bytes);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      // A single line longer than what is read at once is shown in parts.
      int whole = end == 0 && bytes.length == LARGEST_READ ? bytes.length : end;
      position += whole;
      return new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Between two looks; nothing tells portably that a file has grown. */
  static void pause() throws InterruptedException {
    LockSupport.parkNanos(PAUSE_NANOS);
    if (Thread.interrupted()) {
      throw new InterruptedException("following the logs was interrupted");
    }
  }
}
