package io.openclaw.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to a server on which the first answers are lost: what was asked for is done all the same.
 */
final class LostAnswers implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;
  private final AtomicInteger toLose;

  LostAnswers(int server, int toLose) throws IOException {
    this.server = server;
    this.toLose = new AtomicInteger(toLose);
    Thread.startVirtualThread(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  int left() {
    return Math.max(0, toLose.get());
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
      // Its answer was lost.
    }
  }

  private void answer(Socket upstream, Socket client) {
    try (upstream;
        client;
        InputStream answers = upstream.getInputStream();
        OutputStream out = client.getOutputStream()) {
      byte[] some = new byte[8192];
      for (int n = answers.read(some); n >= 0; n = answers.read(some)) {
        if (toLose.getAndDecrement() > 0) {
          return;
        }
        out.write(some, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // The client has closed.
    }
  }
}
