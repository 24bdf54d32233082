package io.openclaw.local.process;

import io.openclaw.local.home.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A port that no other launcher of the same user chooses: between choosing it and listening on it
 * it looks free to everybody. A lock on a file of its own, which ends with its holder.
 */
final class PortReservation {
  private PortReservation() {}

  /** Per user; the files stay, since a file that is deleted could be locked twice. */
  static Path folder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "openclaw-ports-" + System.getProperty("user.name"));
  }

  /** Holds the reservation until it is closed; null when another launcher has it. */
  static @Nullable FileChannel tryTake(Path folder, int port) throws IOException {
    PrivateFiles.createFolder(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve(Integer.toString(port)),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Taken in this very process.
    }
    channel.close();
    return null;
  }
}
