package io.openclaw.worker.skill.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Keeps the end of what a handler writes to its standard error. Written by one thread, read by
 * another.
 */
public final class Tail {
  private static final int KEPT = 32 * 1024;

  private final byte[] ring = new byte[KEPT];
  private long written;

  /** Reads until the end; the writer never has to wait for a reader. */
  public void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[8 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      append(buffer, 0, n);
    }
  }

  /** Adds a line of the worker's own. */
  public void note(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    append(bytes, 0, bytes.length);
  }

  /** Adds what was written. */
  public synchronized void append(byte[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      ring[(int) (written++ % KEPT)] = buffer[i];
    }
  }

  /** The last lines, oldest first. */
  public synchronized List<String> lines() {
    int length = (int) Math.min(written, KEPT);
    byte[] end = new byte[length];
    for (int i = 0; i < length; i++) {
      end[i] = ring[(int) ((written - length + i) % KEPT)];
    }
    return new String(end, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
  }
}
