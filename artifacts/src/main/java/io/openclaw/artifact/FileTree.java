package io.openclaw.artifact;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A folder with all that is in it, which somebody may have made to be hard to remove. It is gone
 * through by descriptors, so that neither a long path nor an odd name stands in the way, and a link
 * that takes a folder's place meanwhile leads nowhere.
 */
public final class FileTree {
  /** Folders further down are brought up first: each level holds descriptors. */
  private static final int DEEPEST = 8;

  private static final Set<PosixFilePermission> OPEN =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path root;
  private final SecureDirectoryStream<Path> top;
  private final Deque<Path> raised = new ArrayDeque<>();

  private FileTree(Path root, SecureDirectoryStream<Path> top) {
    this.root = root;
    this.top = top;
  }

  /**
   * Removes it if it is there, also where others remove it at the same time. Links in it are
   * removed, not followed; folders that their owner has closed are opened for that.
   */
  public static void delete(Path root) throws IOException {
    Path path = root.toAbsolutePath();
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException(root + " is not removed: it is the whole file system");
    }
    try (SecureDirectoryStream<Path> above = open(parent)) {
      if (!isFolder(above, path)) {
        above.deleteFile(path.getFileName());
        return;
      }
      try (SecureDirectoryStream<Path> top = enter(above, path)) {
        new FileTree(path, top).clear();
      }
      above.deleteDirectory(path.getFileName());
    } catch (NoSuchFileException e) {
      // That is what was wanted.
    }
  }

  private void clear() throws IOException {
    clear(top, root, 1);
    for (Path next = raised.poll(); next != null; next = raised.poll()) {
      remove(top, next, 1);
    }
  }

  private void clear(SecureDirectoryStream<Path> folder, Path path, int depth) throws IOException {
    List<Path> files = new ArrayList<>();
    folder.forEach(files::add);
    for (Path file : files) {
      remove(folder, path.resolve(file.getFileName()), depth);
    }
  }

  private void remove(SecureDirectoryStream<Path> folder, Path path, int depth) throws IOException {
    Path name = path.getFileName();
    try {
      if (!isFolder(folder, path)) {
        folder.deleteFile(name);
      } else if (depth > DEEPEST) {
        Path nearer = root.resolve("." + UUID.randomUUID());
        folder.move(name, top, nearer.getFileName());
        raised.add(nearer);
      } else {
        try (SecureDirectoryStream<Path> inner = enter(folder, path)) {
          clear(inner, path, depth + 1);
        }
        folder.deleteDirectory(name);
      }
    } catch (NoSuchFileException e) {
      // Somebody else was faster.
    }
  }

  /** Opens one that its owner has closed: only so can it be moved, read and emptied. */
  private static boolean isFolder(SecureDirectoryStream<Path> parent, Path path)
      throws IOException {
    PosixFileAttributes attributes =
        parent
            .getFileAttributeView(
                path.getFileName(), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    if (attributes.isDirectory() && !attributes.permissions().containsAll(OPEN)) {
      // By its path, which is short here: what may not be read has no descriptor.
      Files.setPosixFilePermissions(path, OPEN);
    }
    return attributes.isDirectory();
  }

  private static SecureDirectoryStream<Path> enter(SecureDirectoryStream<Path> parent, Path path)
      throws IOException {
    return parent.newDirectoryStream(path.getFileName(), LinkOption.NOFOLLOW_LINKS);
  }

  @SuppressWarnings("StreamResourceLeak") // The caller's, if it is one.
  private static SecureDirectoryStream<Path> open(Path folder) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this system does not open folders by descriptor");
  }
}
