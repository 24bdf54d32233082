package io.openclaw.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hands out loopback ports: the usual one, or the next free one when somebody else has it. One
 * instance a stack, so that no port is given twice. Not thread-safe.
 */
public final class Ports {
  private static final int NEARBY = 20;

  private final Set<Integer> given = new HashSet<>();
  private final List<String> notes = new ArrayList<>();

  /** The port that {@code owner} is to use. */
  public int take(String owner, int usual) {
    for (int port = usual; port < usual + NEARBY && port < 65536; port++) {
      if (!given.contains(port) && free(port)) {
        return give(owner, usual, port);
      }
    }
    return give(owner, usual, any());
  }

  /** Which ports were not the usual ones and why, for a person. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private int give(String owner, int usual, int port) {
    given.add(port);
    if (port != usual) {
      notes.add("port %d is taken by another program: %s uses %d".formatted(usual, owner, port));
    }
    return port;
  }

  private int any() {
    while (true) {
      int port = bind(0);
      if (port < 0) {
        throw new IllegalStateException("no free port on the loopback interface");
      }
      if (!given.contains(port)) {
        return port;
      }
    }
  }

  // Somebody who listens on all interfaces does not keep macOS from binding the loopback address.
  private static boolean free(int port) {
    return bind(port) == port && !answers(port);
  }

  /** The port that was bound and released again, or -1. */
  private static int bind(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // With address reuse a port counts as free while old connections linger.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (BindException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a server socket", e);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
