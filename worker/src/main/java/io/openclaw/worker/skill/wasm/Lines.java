package io.openclaw.worker.skill.wasm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Cuts what is written into lines, none longer than a limit. */
final class Lines extends OutputStream {
  private final long limit;
  private final Taker taker;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

  Lines(long limit, Taker taker) {
    this.limit = limit;
    this.taker = taker;
  }

  /** Gets the lines. */
  interface Taker {
    void line(byte[] line);

    /** The last that it gets: a line is longer than the limit. */
    void tooLong(String why);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        add(bytes, from, i);
        byte[] complete = line.toByteArray();
        line.reset();
        from = i + 1;
        taker.line(complete);
      }
    }
    add(bytes, from, offset + length);
  }

  /** What was begun and not ended. */
  void flushLast() {
    if (line.size() > 0) {
      byte[] last = line.toByteArray();
      line.reset();
      taker.line(last);
    }
  }

  private void add(byte[] bytes, int from, int to) throws IOException {
    if (line.size() + (long) (to - from) > limit) {
      taker.tooLong("a line is longer than " + limit + " bytes");
      throw new IOException("a line is too long");
    }
    line.write(bytes, from, to - from);
  }
}
