package io.openclaw.worker.skill.mcp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112, section 7.1); extensions are skipped and trailers not read. */
final class ChunkedBody extends InputStream {
  private static final int LONGEST_LINE = 4096;

  private final InputStream in;
  private LimitedBody chunk;
  private boolean isFirst = true;
  private boolean isOver;

  ChunkedBody(InputStream in) {
    this.in = in;
    this.chunk = new LimitedBody(in, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (chunk.left() == 0 && !isOver) {
      begin();
    }
    return isOver ? -1 : chunk.read(buffer, offset, length);
  }

  private void begin() throws IOException {
    if (!isFirst && !line().isEmpty()) {
      throw new HttpAnswer.MalformedException("a chunk is longer than it says");
    }
    isFirst = false;
    String size = line().replaceFirst("[;\\s].*", "");
    if (!size.matches("[0-9A-Fa-f]{1,15}")) {
      throw new HttpAnswer.MalformedException("a chunk has no length");
    }
    chunk = new LimitedBody(in, Long.parseLong(size, 16));
    isOver = chunk.left() == 0;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ends within the body");
      }
      if (line.length() > LONGEST_LINE) {
        throw new HttpAnswer.MalformedException("a chunk's line is too long");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
