package io.openclaw.worker.skill.process;

import io.openclaw.artifact.FileTree;
import io.openclaw.worker.process.ProcessTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a worker has the scratch folders of its calls. A lock tells that the worker
 * lives: other workers see it who share the folder for temporary files with it and not its
 * processes, such as those of another container. Thread-safe.
 *
 * <p>A process has one, since closing a file gives back all locks that the process has on it.
 */
final class ScratchParent {
  private static final Logger LOG = Logger.getLogger(ScratchParent.class);
  private static final String PREFIX = "openclaw-worker-";
  private static final String LOCK = "lock";

  private static @Nullable ScratchParent own;

  private final Path path;
  private final UserPrincipal owner;

  /** Held until the process ends, however it does, or leaves. */
  private final FileLock lock;

  private final AtomicLong calls = new AtomicLong();

  private ScratchParent(Path path, FileLock lock) throws IOException {
    this.path = path;
    this.owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
    this.lock = lock;
  }

  /** This process's; a new one where something has cleared the last one away. */
  static synchronized ScratchParent own() throws IOException {
    if (own == null || !Files.isDirectory(own.path, LinkOption.NOFOLLOW_LINKS)) {
      own = make();
    }
    return own;
  }

  /**
   * Removes this process's, once there are no calls any more; the next one makes it anew. Not for a
   * shutdown hook: these run while steps may still have time to finish.
   */
  static synchronized void leave() {
    if (own != null) {
      own.deleteUnused();
      own = null;
    }
  }

  /** Another worker's sweep may take it for left until it is locked: then there is another one. */
  private static ScratchParent make() throws IOException {
    while (true) {
      Path path =
          Files.createTempDirectory(temporary(), PREFIX + ProcessHandle.current().pid() + "-");
      try {
        Path file = path.resolve(LOCK);
        FileLock lock =
            lock(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        if (lock != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          return new ScratchParent(path, lock);
        }
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        LOG.debugf("A scratch folder was swept before it was used. path=%s", path);
      }
    }
  }

  Path path() {
    return path;
  }

  /** A new folder for a call. */
  Path add() throws IOException {
    return Files.createDirectory(path.resolve(Long.toString(calls.incrementAndGet())));
  }

  /**
   * Ends and removes what workers have left behind that were killed: nobody hears what their skills
   * still do, and another attempt may be under way.
   */
  void sweep(Duration killGrace) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary(), PREFIX + "*")) {
      for (Path folder : folders) {
        if (!folder.equals(path) && isOfOwner(folder)) {
          sweep(folder, killGrace);
        }
      }
    }
  }

  /** No link is followed: whoever may write to the parent could let it lead anywhere. */
  private boolean isOfOwner(Path folder) {
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner);
    } catch (IOException e) {
      return false;
    }
  }

  /** What goes wrong with one does not keep the others. */
  private static void sweep(Path folder, Duration killGrace) {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (lock(file) != null) {
        endCalls(folder, killGrace);
        FileTree.delete(folder);
      }
    } catch (NoSuchFileException e) {
      deleteEmpty(folder);
    } catch (IOException e) {
      LOG.warnf("What a killed worker left behind cannot be removed. reason=%s", e.getMessage());
    }
  }

  private static void endCalls(Path folder, Duration killGrace) throws IOException {
    try (DirectoryStream<Path> calls = Files.newDirectoryStream(folder)) {
      for (Path call : calls) {
        ProcessTree.endAllWith(new Scratch(call).variable(), killGrace);
      }
    }
  }

  /** One that is being made has no lock yet, and one whose lock was cleared away may be alive. */
  private static void deleteEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      LOG.debugf("A scratch folder without a lock is left as it is. path=%s", folder);
    } catch (IOException e) {
      LOG.debugf("A scratch folder cannot be removed. path=%s reason=%s", folder, e.getMessage());
    }
  }

  /** A call that is under way at the very end is left to a sweep. */
  private void deleteUnused() {
    try (FileChannel _ = lock.channel();
        DirectoryStream<Path> calls = Files.newDirectoryStream(path, "[0-9]*")) {
      if (!calls.iterator().hasNext()) {
        FileTree.delete(path);
      }
    } catch (IOException e) {
      LOG.debugf("A scratch folder cannot be removed. path=%s reason=%s", path, e.getMessage());
    }
  }

  /** Null where another process has it. */
  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    return file.tryLock();
  }

  private static Path temporary() throws IOException {
    return Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
  }
}
