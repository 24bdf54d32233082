package io.openclaw.local.workspace.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a workspace at a time, by one user of one machine; others are noticed by what they
 * have written. The system lets go of the lock when its holder dies, however it dies.
 */
public final class ChangeLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final FileChannel channel;

  private ChangeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits until nobody else changes the workspace.
   *
   * @throws RefusedException where somebody else does for as long as this waits
   */
  public static ChangeLock take(Path root, Duration patience)
      throws RefusedException, IOException, InterruptedException {
    Path file = file(root.toRealPath());
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      ChangeLock lock = tryTake(file);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() > deadline) {
        throw new RefusedException("somebody else is changing the workspace; try again");
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Outside the workspace, where it may stay: whoever took it away could take another's. */
  private static Path file(Path root) {
    String user = System.getProperty("user.name");
    UUID name = UUID.nameUUIDFromBytes((user + ":" + root).getBytes(UTF_8));
    return Path.of(System.getProperty("java.io.tmpdir"), "openclaw-change-" + name);
  }

  private static @Nullable ChangeLock tryTake(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Taken in this very process.
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    return taken ? new ChangeLock(channel) : null;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
