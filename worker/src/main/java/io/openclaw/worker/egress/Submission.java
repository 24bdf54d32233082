package io.openclaw.worker.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a mail server is spoken to where a tunnel asks for it by {@code X-OpenClaw-Mail}: by TLS in
 * any case (RFC 8314), which is the proxy's, so that it can put the password in. The client speaks
 * SMTP in the clear with the proxy.
 */
enum Submission {
  /** From the first byte on; usually at port 465. */
  TLS,
  /** After the server has been asked for it; usually at port 587. */
  STARTTLS;

  private static final String HEADER = "x-openclaw-mail:";
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_LINES = 100;

  /** What a request asks for; empty: a tunnel like any other. */
  static Optional<Submission> of(RequestHead head) {
    return head.headers().stream()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith(HEADER))
        .map(line -> line.substring(HEADER.length()).strip())
        .flatMap(way ->
            Arrays.stream(values()).filter(v -> v.name().toLowerCase(Locale.ROOT).equals(way)))
        .findFirst();
  }

  /**
   * Brings a connection to where TLS begins.
   *
   * @throws IOException also where the server does not offer it; nothing is sent in the clear then
   */
  void begin(Socket plain) throws IOException {
    if (this == STARTTLS) {
      // Byte by byte: what the server says behind its consent belongs to nobody.
      InputStream in = plain.getInputStream();
      expect(in, "220", "its greeting");
      say(plain, "EHLO openclaw.invalid");
      expect(in, "250", "EHLO");
      say(plain, "STARTTLS");
      expect(in, "220", "STARTTLS");
    }
  }

  /** What the client is told in place of what {@link #begin} has read. */
  String greeting() {
    return this == STARTTLS ? "220 ready\r\n" : "";
  }

  /** Passes on what the client says until its mail begins, with the passwords put in. */
  static void login(InputStream in, OutputStream out, List<InjectedSecret> secrets)
      throws IOException {
    String line;
    do {
      line = line(in);
      out.write(injected(line, secrets).getBytes(ISO_8859_1));
      out.flush();
    } while (!line.isEmpty() && !line.regionMatches(true, 0, "MAIL ", 0, 5));
  }

  /** A password goes as the last word of a line, in Base64 (RFC 4954). */
  private static String injected(String line, List<InjectedSecret> secrets) {
    String text = line.stripTrailing();
    int word = text.lastIndexOf(' ') + 1;
    String said;
    try {
      said = new String(Base64.getDecoder().decode(text.substring(word)), ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return line;
    }
    String real = said;
    for (InjectedSecret secret : secrets) {
      real = real.replace(secret.placeholder(), secret.value());
    }
    return real.equals(said)
        ? line
        : text.substring(0, word)
            + Base64.getEncoder().encodeToString(real.getBytes(ISO_8859_1))
            + "\r\n";
  }

  private static void say(Socket server, String line) throws IOException {
    server.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
    server.getOutputStream().flush();
  }

  private static void expect(InputStream in, String code, String what) throws IOException {
    for (int lines = 0; lines < MOST_LINES; lines++) {
      String line = line(in);
      if (!line.startsWith(code)) {
        String said = line.strip();
        throw new IOException(
            "the mail server answers " + what + " with '" + said + "', and mail goes by TLS only");
      }
      if (!line.startsWith("-", code.length())) {
        return;
      }
    }
    throw new IOException("the mail server's answer to " + what + " has no end");
  }

  /** With its end; empty where nothing comes any more. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    int next;
    do {
      next = in.read();
      if (next >= 0) {
        line.write(next);
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line of mail's is longer than " + LONGEST_LINE + " bytes");
      }
    } while (next >= 0 && next != '\n');
    return line.toString(ISO_8859_1);
  }
}
