package io.openclaw.worker.skill.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines, none longer than a limit, so that no handler can fill the worker's memory. */
public final class BoundedLines {
  private final InputStream in;
  private final long limit;
  private final byte[] buffer = new byte[16 * 1024];
  private int position;
  private int filled;

  public BoundedLines(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  /** A line is longer than the limit. */
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    public TooLong(long limit) {
      super("a line is longer than " + limit + " bytes");
    }
  }

  /** The next line without its end; null at the end. The last one may lack its line feed. */
  public byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    while (true) {
      if (position == filled) {
        filled = in.read(buffer);
        position = 0;
        if (filled < 0) {
          filled = 0;
          return line.size() == 0 ? null : line.toByteArray();
        }
      }
      int end = lineFeed();
      line.write(buffer, position, end - position);
      boolean complete = end < filled;
      position = complete ? end + 1 : end;
      if (line.size() > limit) {
        throw new TooLong(limit);
      }
      if (complete) {
        return line.toByteArray();
      }
    }
  }

  private int lineFeed() {
    int end = position;
    while (end < filled && buffer[end] != '\n') {
      end++;
    }
    return end;
  }
}
