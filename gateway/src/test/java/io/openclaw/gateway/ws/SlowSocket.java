package io.openclaw.gateway.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.gateway.testing.SocketClient;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Base64;
import java.util.UUID;

/** A client that subscribes and then does not read, down to its TCP window. */
final class SlowSocket implements AutoCloseable {
  private final Socket socket;

  private SlowSocket(Socket socket) {
    this.socket = socket;
  }

  static SlowSocket open(URI uri, String token, UUID task) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1 << 16);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    String upgrade =
        """
        GET %s HTTP/1.1\r
        Host: %s\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: %s\r
        \r
        """
            .formatted(
                uri.getPath(),
                uri.getAuthority(),
                Base64.getEncoder().encodeToString(new byte[16]));
    socket.getOutputStream().write(upgrade.getBytes(UTF_8));
    awaitUpgrade(socket.getInputStream());
    SlowSocket slow = new SlowSocket(socket);
    slow.send("1", "connect", SocketClient.connectParams(token).replace("\n", " "));
    slow.send("2", "task.subscribe", "{\"taskId\": \"" + task + "\"}");
    return slow;
  }

  private static void awaitUpgrade(InputStream in) throws IOException {
    int newLines = 0;
    while (newLines < 2) {
      int b = in.read();
      newLines = b == '\n' ? newLines + 1 : b == '\r' ? newLines : 0;
    }
  }

  /** One masked text frame; a mask of zeros leaves the bytes as they are. */
  private void send(String id, String method, String params) throws IOException {
    byte[] text =
        "{\"type\":\"req\",\"id\":\"%s\",\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params)
            .getBytes(UTF_8);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeByte(0x81);
    if (text.length < 126) {
      out.writeByte(0x80 | text.length);
    } else {
      out.writeByte(0x80 | 126);
      out.writeShort(text.length);
    }
    out.writeInt(0);
    out.write(text);
    out.flush();
  }

  /** How much came before the end. */
  long awaitEnd() throws IOException {
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        size += n;
      }
    } catch (SocketException e) {
      // Cut off, as it should be.
      return size;
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
