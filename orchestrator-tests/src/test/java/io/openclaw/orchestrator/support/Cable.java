package io.openclaw.orchestrator.support;

import io.openclaw.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A TCP connection to a server that can be cut and mended, and that can be listened to. */
public final class Cable implements AutoCloseable {
  /** Hears what is about to go through. */
  public interface Tap {

    /**
     * Says whether that may go on; where not, nothing goes through any more.
     *
     * @param request whether it is for the server, or from it
     */
    boolean lets(boolean request);
  }

  private final int port = Ports.free();
  private final int target;
  private final Tap tap;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket server;

  public Cable(int target) {
    this(target, _ -> true);
  }

  public Cable(int target, Tap tap) {
    this.target = target;
    this.tap = tap;
    mend();
  }

  public int port() {
    return port;
  }

  /** Breaks every connection; new ones are refused. */
  public void cut() {
    try {
      if (server != null) {
        server.close();
      }
      for (Socket socket : sockets) {
        socket.close();
      }
      sockets.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets new connections through again. */
  public void mend() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      server = opened;
      Thread.ofVirtual().start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        Socket near = opened.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(near);
        sockets.add(far);
        Thread.ofVirtual().start(() -> pump(near, far, true));
        Thread.ofVirtual().start(() -> pump(far, near, false));
      } catch (IOException _) {
        // Cut while it waited: that is what it is for.
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean request) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      int length;
      while ((length = from.getInputStream().read(buffer)) >= 0) {
        if (!tap.lets(request)) {
          return;
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException _) {
      // The other side is gone, and so is this one now.
      return;
    }
  }
}
