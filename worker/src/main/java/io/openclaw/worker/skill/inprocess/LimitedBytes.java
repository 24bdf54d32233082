package io.openclaw.worker.skill.inprocess;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps what is written, up to a limit. */
final class LimitedBytes extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final long most;

  LimitedBytes(long most) {
    this.most = most;
  }

  /** More was written than the limit. */
  static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void write(int b) throws IOException {
    makeRoom(1);
    bytes.write(b);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    makeRoom(length);
    bytes.write(buffer, offset, length);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private void makeRoom(int length) throws TooMany {
    if (bytes.size() + (long) length > most) {
      throw new TooMany();
    }
  }
}
