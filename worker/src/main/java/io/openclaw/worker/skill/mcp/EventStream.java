package io.openclaw.worker.skill.mcp;

import io.openclaw.worker.skill.protocol.BoundedLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events, none with more data than a limit; only their data is of interest. */
final class EventStream {
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

  /** Room for what a line says beside the data. */
  private static final int FIELD = 16;

  private final BoundedLines lines;
  private final long most;

  EventStream(InputStream in, long most) {
    this.lines = new BoundedLines(in, most + FIELD);
    this.most = most;
  }

  /** The data of the next event that has some; null at the end. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream(256);
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
      if (end == 0 && data.size() > 0) {
        return data.toByteArray();
      }
      add(line, end, data);
      if (data.size() > most + 1) {
        throw new BoundedLines.TooLong(most);
      }
    }
    return null; // An event that was cut off is none.
  }

  private static void add(byte[] line, int end, ByteArrayOutputStream data) {
    if (end <= DATA.length || line[DATA.length] != ':') {
      return;
    }
    for (int i = 0; i < DATA.length; i++) {
      if (line[i] != DATA[i]) {
        return;
      }
    }
    int start = DATA.length + 1;
    if (start < end && line[start] == ' ') {
      start++;
    }
    data.write(line, start, end - start);
    data.write('\n');
  }
}
