package io.openclaw.worker.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request to the proxy: {@code CONNECT host:port}, or a request with an absolute
 * address (RFC 9112, sections 3.2.2 and 3.2.3).
 *
 * @param host as it was written
 * @param target what the host itself is to be asked for; empty for a tunnel
 * @param headers lines without their ends, without those between client and proxy
 */
record RequestHead(
    String method, String host, int port, boolean isSecure, String target, List<String> headers) {
  private static final int LONGEST = 64 * 1024;
  private static final String CONNECT = "CONNECT";
  private static final Set<String> BETWEEN_NEIGHBOURS =
      Set.of(
          "connection",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade");

  RequestHead {
    headers = List.copyOf(headers);
  }

  boolean isTunnel() {
    return method.equals(CONNECT);
  }

  /** What came is no request that a proxy can serve. */
  static final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * Reads up to the empty line and no further; null where nothing comes.
   *
   * @throws MalformedException where it is no such head, or too long
   */
  static @Nullable RequestHead read(InputStream in) throws IOException {
    String head = text(in);
    return head.isEmpty() ? null : parse(head);
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    int ends = 0;
    while (ends < 2) {
      int next = in.read();
      if (next < 0) {
        if (head.size() == 0) {
          return "";
        }
        throw new MalformedException("the request ends within its head");
      }
      head.write(next);
      if (head.size() > LONGEST) {
        throw new MalformedException("the request's head is longer than " + LONGEST + " bytes");
      }
      ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static RequestHead parse(String head) throws MalformedException {
    List<String> lines = head.lines().toList();
    String[] line = lines.getFirst().split(" ", -1);
    if (line.length != 3 || !line[2].startsWith("HTTP/1.")) {
      throw new MalformedException("no request line of HTTP/1.1");
    }
    List<String> headers = headers(lines.subList(1, lines.size()));
    return line[0].equals(CONNECT)
        ? tunnel(line[1], headers)
        : forwarded(line[0], line[1], headers);
  }

  private static RequestHead tunnel(String authority, List<String> headers)
      throws MalformedException {
    int colon = authority.lastIndexOf(':');
    if (colon < 0) {
      throw new MalformedException("CONNECT names no port");
    }
    int port = port(authority.substring(colon + 1));
    return new RequestHead(
        CONNECT, unbracketed(authority.substring(0, colon)), port, true, "", headers);
  }

  private static RequestHead forwarded(String method, String address, List<String> headers)
      throws MalformedException {
    boolean isSecure = address.startsWith("https://");
    if (!isSecure && !address.startsWith("http://")) {
      throw new MalformedException("the request has no absolute address");
    }
    String rest = address.substring(address.indexOf("//") + 2);
    int end = endOfAuthority(rest);
    String authority = rest.substring(0, end);
    if (authority.indexOf('@') >= 0) {
      throw new MalformedException("an address must not carry a user");
    }
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = unbracketed(hasPort ? authority.substring(0, colon) : authority);
    int port = hasPort ? port(authority.substring(colon + 1)) : isSecure ? 443 : 80;
    String target = rest.substring(end);
    return new RequestHead(
        method, host, port, isSecure, target.startsWith("/") ? target : "/" + target, headers);
  }

  private static int endOfAuthority(String rest) {
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static List<String> headers(List<String> lines) throws MalformedException {
    List<String> headers = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (line.isEmpty()) {
        continue;
      }
      if (colon < 1 || line.substring(0, colon).chars().anyMatch(c -> c <= ' ')) {
        throw new MalformedException("a line of the request's head is no header");
      }
      if (!BETWEEN_NEIGHBOURS.contains(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
        headers.add(line);
      }
    }
    return headers;
  }

  private static int port(String text) throws MalformedException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new MalformedException("a port is no number");
    }
    throw new MalformedException("there is no such port");
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
