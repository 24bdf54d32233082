package io.openclaw.worker.skill.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.openclaw.worker.skill.protocol.BoundedLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request (RFC 9112): its status, its headers by their names in small letters, and
 * its body, which is read as it comes.
 */
record HttpAnswer(
    int status, Map<String, String> headers, InputStream body, AutoCloseable connection)
    implements AutoCloseable {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int MOST_INTERIM = 10;

  HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** What came is no answer of HTTP/1.1. */
  static final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** Reads up to the body. */
  static HttpAnswer read(InputStream in, AutoCloseable connection) throws IOException {
    for (int interim = 0; interim < MOST_INTERIM; interim++) {
      HeadLines lines = new HeadLines(in);
      int status = status(lines.next());
      Map<String, String> headers = headers(lines);
      if (status >= 200) {
        return new HttpAnswer(status, headers, body(in, status, headers), connection);
      }
    }
    throw new MalformedException("there are only interim answers");
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The media type without its parameters, in small letters. */
  String mediaType() {
    String type = headers.getOrDefault("content-type", "");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** All of the body. */
  byte[] content(long most) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 * 1024];
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      content.write(buffer, 0, n);
      if (content.size() > most) {
        throw new BoundedLines.TooLong(most);
      }
    }
    return content.toByteArray();
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static int status(String line) throws MalformedException {
    if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
      throw new MalformedException("there is no status line of HTTP/1.1");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static Map<String, String> headers(HeadLines lines) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new MalformedException("a line of the head is no header");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (one, other) -> one + ", " + other);
    }
    return headers;
  }

  private static InputStream body(InputStream in, int status, Map<String, String> headers)
      throws MalformedException {
    String coding = headers.get("transfer-encoding");
    if (status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    if (coding != null) {
      if (!coding.equalsIgnoreCase("chunked")) {
        throw new MalformedException("its transfer coding is not known");
      }
      return new ChunkedBody(in);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return in; // Until the connection ends.
    }
    if (!length.matches("[0-9]{1,18}")) {
      throw new MalformedException("its length is no number");
    }
    return new LimitedBody(in, Long.parseLong(length));
  }

  /** The lines of one head. */
  private static final class HeadLines {
    private final InputStream in;
    private int read;

    HeadLines(InputStream in) {
      this.in = in;
    }

    String next() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(128);
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new MalformedException("the connection ends within the head");
        }
        if (++read > LONGEST_HEAD) {
          throw new MalformedException("the head is longer than " + LONGEST_HEAD + " bytes");
        }
        line.write(next);
      }
      String text = line.toString(ISO_8859_1);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
  }
}
