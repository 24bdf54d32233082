package io.openclaw.gateway.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.openclaw.testing.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to Redis on which the connection breaks under one command; all else goes through. */
public final class FragileCable implements AutoCloseable {
  private final URI redis;
  private final String command;
  private final AtomicInteger left;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;

  /**
   * @param redis the server's address, with its password
   * @param nth which of the commands of that name does not get through, from 1
   */
  public FragileCable(String redis, String command, int nth) throws IOException {
    this.redis = URI.create(redis);
    this.command = "\r\n" + command + "\r\n";
    this.left = new AtomicInteger(nth);
    this.server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()));
    Thread.ofVirtual().start(this::accept);
  }

  /** The address by which a client comes through here. */
  public String url() {
    return "redis://" + redis.getUserInfo() + "@127.0.0.1:" + server.getLocalPort();
  }

  /** Whether the command has come, and was lost. */
  public boolean hasBroken() {
    return left.get() <= 0;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        sockets.add(near);
        Socket far = new Socket(redis.getHost(), redis.getPort());
        sockets.add(far);
        Thread.ofVirtual().start(() -> pump(near, far, true));
        Thread.ofVirtual().start(() -> pump(far, near, false));
      } catch (IOException _) {
        // Closed while it waited: the test is over.
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean isRequest) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      int length;
      while ((length = from.getInputStream().read(buffer)) >= 0) {
        if (isRequest && breaksUnder(new String(buffer, 0, length, ISO_8859_1))) {
          return;
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException _) {
      // The other side is gone, and so is this one now.
      return;
    }
  }

  /** The client writes a command, or a batch of them, at once; a batch is lost as a whole. */
  private boolean breaksUnder(String request) {
    return request.toUpperCase(Locale.ROOT).contains(command) && left.decrementAndGet() == 0;
  }
}
