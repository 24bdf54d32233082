package io.openclaw.local.server;

import io.openclaw.local.process.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Plain connections to servers on this machine. */
final class Tcp {
  private static final int PATIENCE_MILLIS = 1000;

  private Tcp() {}

  /** An open connection whose reads give up after a second. */
  static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  static Health accepts(int port) {
    try (Socket socket = connect(port)) {
      return socket.isConnected() ? Health.READY : Health.notReady("no connection");
    } catch (IOException e) {
      return Health.notReady("127.0.0.1:" + port + ": " + e.getMessage());
    }
  }
}
