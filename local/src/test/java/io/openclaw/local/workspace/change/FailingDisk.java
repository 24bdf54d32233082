package io.openclaw.local.workspace.change;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk of which some operations fail: it is full for a moment, or broken for good. */
final class FailingDisk implements Disk {
  private final int failing;
  private final int lastFailing;
  private int operations;

  /**
   * @param failing which operation, from 1; 0 for none
   */
  FailingDisk(int failing) {
    this(failing, failing);
  }

  FailingDisk(int failing, int lastFailing) {
    this.failing = failing;
    this.lastFailing = lastFailing;
  }

  int operations() {
    return operations;
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    next(folder);
    REAL.createFolder(folder);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    int half = bytes.length / 2;
    if (operations + 1 == failing) {
      REAL.write(file, Arrays.copyOf(bytes, half));
    }
    next(file);
    REAL.write(file, bytes);
  }

  @Override
  public void copy(Path file, Path to) throws IOException {
    next(to);
    REAL.copy(file, to);
  }

  @Override
  public void move(Path file, Path to) throws IOException {
    next(to);
    REAL.move(file, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    next(file);
    REAL.delete(file);
  }

  private void next(Path path) throws IOException {
    operations++;
    if (operations >= Math.max(failing, 1) && operations <= lastFailing) {
      throw new IOException(path + ": No space left on device");
    }
  }
}
