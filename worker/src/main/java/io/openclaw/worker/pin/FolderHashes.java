package io.openclaw.worker.pin;

import io.openclaw.worker.content.FolderLook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hashes of folders. One that nobody can have changed since it was read is not read again. Safe for
 * several threads; blocks.
 */
final class FolderHashes {
  /** Much longer than the steps in which any file system counts time. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private static final int MOST = 1_000;

  private final Clock clock;
  private final Map<Path, Read> read =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, Read> eldest) {
              return size() > MOST;
            }
          });

  private record Read(FolderLook look, String hash) {}

  FolderHashes(Clock clock) {
    this.clock = clock;
  }

  /**
   * The hash of what a folder holds now.
   *
   * @throws IOException where it cannot be read, holds a link, or is being written to
   */
  String of(Path folder) throws IOException {
    Instant began = clock.instant();
    FolderLook look = FolderLook.at(folder);
    Read known = read.get(folder);
    if (known != null && known.look().equals(look)) {
      return known.hash();
    }
    String hash = look.hash(folder);
    if (!FolderLook.at(folder).equals(look)) {
      throw new IOException("its files are being written to");
    }
    if (look.isOlderThan(began.minus(SETTLED))) {
      read.put(folder, new Read(look, hash));
    }
    return hash;
  }
}
