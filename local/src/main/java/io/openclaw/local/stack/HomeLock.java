package io.openclaw.local.stack;

import io.openclaw.local.home.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One launcher a home. The system lets go of the lock when its holder dies, however it dies. The
 * file tells which process the launcher is, so that it is found even without {@code run.json}.
 */
public final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private boolean claimed;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /** The lock, or null when somebody else has it. */
  static @Nullable HomeLock tryTake(Home home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Taken in this very process.
    }
    if (lock == null) {
      channel.close();
      return null;
    }
    return new HomeLock(channel);
  }

  /** The launcher that has the home; null when there is none. Not for the launcher itself. */
  public static @Nullable ProcessHandle holder(Home home) throws IOException {
    try {
      // Asking the lock instead would take it for a moment, and turn away a launcher that begins.
      List<String> lines = Files.readAllLines(home.lock());
      return lines.size() < 2
          ? null
          : LauncherProcess.alive(Long.parseLong(lines.get(0)), startedAt(lines.get(1)));
    } catch (NoSuchFileException | NumberFormatException | DateTimeParseException e) {
      return null;
    }
  }

  /** Says that this process is the launcher. */
  void claim() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    write(self.pid() + "\n" + self.info().startInstant().map(Instant::toString).orElse("-") + "\n");
    claimed = true;
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes, channel.size());
    }
  }

  private static @Nullable Instant startedAt(String text) {
    return text.equals("-") ? null : Instant.parse(text);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (claimed && channel.isOpen()) {
        write("");
      }
    }
  }
}
