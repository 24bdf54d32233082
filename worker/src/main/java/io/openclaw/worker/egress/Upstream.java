package io.openclaw.worker.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A connection with a host.
 *
 * @param socket what is said goes through it
 * @param plain what it goes over, itself where there is no TLS
 * @param open the plain one is among them until this is closed
 */
record Upstream(Socket socket, Socket plain, OpenConnections open) implements AutoCloseable {
  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /** Says that no more is sent. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() {
    OpenConnections.close(socket);
    open.end(plain);
  }
}
