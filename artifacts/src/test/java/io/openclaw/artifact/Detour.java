package io.openclaw.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A way to a server on which something may happen to the answers. */
abstract class Detour implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;

  Detour(int server) throws IOException {
    this.server = server;
    Thread.startVirtualThread(this::accept);
  }

  /** Passes on what comes over a connection; it ends when this returns. */
  abstract void pass(InputStream answers, OutputStream client) throws IOException;

  final URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        Thread.startVirtualThread(() -> forward(client, upstream));
        Thread.startVirtualThread(() -> answer(upstream, client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void forward(Socket client, Socket upstream) {
    try {
      client.getInputStream().transferTo(upstream.getOutputStream());
    } catch (IOException e) {
      // The connection has ended.
    }
  }

  private void answer(Socket upstream, Socket client) {
    try (upstream;
        client;
        InputStream answers = upstream.getInputStream();
        OutputStream out = client.getOutputStream()) {
      pass(answers, out);
    } catch (IOException e) {
      // The client has closed.
    }
  }
}
