package io.openclaw.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Takes connections and never says a word, as a process that stands still does. */
public final class MuteServer implements AutoCloseable {
  private final ServerSocket socket;

  private MuteServer(ServerSocket socket) {
    this.socket = socket;
  }

  public static MuteServer start() {
    try {
      return new MuteServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
