package io.openclaw.local.workspace.change;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What a change does to files. Each of these may fail: the disk is full, or read-only. */
interface Disk {
  Disk REAL = new Real();

  void createFolder(Path folder) throws IOException;

  /** Over what is there. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Of a regular file, not of what a link leads to; with its permissions. */
  void copy(Path file, Path to) throws IOException;

  /** At once, within a file system, over a file that is there. */
  void move(Path file, Path to) throws IOException;

  /** Of a file or an empty folder that is there. */
  void delete(Path file) throws IOException;

  /** The machine's own. */
  final class Real implements Disk {
    private Real() {}

    @Override
    public void createFolder(Path folder) throws IOException {
      Files.createDirectory(folder);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
      try {
        Files.write(file, bytes);
      } catch (IOException e) {
        throw named(file, e);
      }
    }

    @Override
    public void copy(Path file, Path to) throws IOException {
      try {
        Files.copy(file, to, COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      } catch (IOException e) {
        throw named(to, e);
      }
    }

    @Override
    public void move(Path file, Path to) throws IOException {
      Files.move(file, to, ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
      Files.delete(file);
    }

    /** Of a full disk Java does not say which file was written. */
    private static IOException named(Path file, IOException e) {
      return e instanceof FileSystemException
          ? e
          : new FileSystemException(file.toString(), null, e.getMessage());
    }
  }
}
