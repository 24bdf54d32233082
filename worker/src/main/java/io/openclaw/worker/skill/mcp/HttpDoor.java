package io.openclaw.worker.skill.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Sends requests to one address through a call's egress proxy, which decides whether that host may
 * be reached, connects to the address that it has checked, speaks TLS with it, and puts secrets in.
 * One connection a request; an interrupt ends it.
 */
final class HttpDoor {
  private final Path socket;
  private final URI url;

  /**
   * @param socket where the proxy listens
   */
  HttpDoor(Path socket, URI url) {
    this.socket = socket;
    this.url = url;
  }

  /**
   * Asks; the answer's body is still to be read.
   *
   * @throws HttpAnswer.MalformedException where what comes is no answer of HTTP/1.1
   */
  HttpAnswer ask(String method, Map<String, String> headers, byte[] body) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    boolean isAsked = false;
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      OutputStream out = Channels.newOutputStream(channel);
      out.write(request(method, headers, body));
      out.flush();
      HttpAnswer answer =
          HttpAnswer.read(new BufferedInputStream(Channels.newInputStream(channel)), channel);
      isAsked = true;
      return answer;
    } finally {
      if (!isAsked) {
        channel.close();
      }
    }
  }

  private byte[] request(String method, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(method).append(' ').append(address());
    head.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + body.length + "\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.toString().getBytes(ISO_8859_1));
    request.writeBytes(body);
    return request.toByteArray();
  }

  /** The proxy takes no schemes but these two in small letters. */
  private String address() {
    String text = url.toASCIIString();
    int colon = text.indexOf(':');
    return text.substring(0, colon).toLowerCase(Locale.ROOT) + text.substring(colon);
  }
}
