package io.openclaw.local.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hands out loopback ports: the usual one, or the next free one when somebody else has it. One
 * instance a stack, kept open while the stack lives, so that no port is given twice, not even to
 * two launchers that start at the same moment. Not thread-safe, but for {@link #close}.
 */
public final class Ports implements AutoCloseable {
  private static final int NEARBY = 20;

  private final Path reservations;
  private final Map<Integer, String> given = new HashMap<>();
  private final List<FileChannel> held = new CopyOnWriteArrayList<>();
  private final List<String> notes = new ArrayList<>();

  public Ports() {
    this(PortReservation.folder());
  }

  Ports(Path reservations) {
    this.reservations = requireNonNull(reservations, "reservations is null");
  }

  /** The port that {@code owner} is to use. */
  public int take(String owner, int usual) {
    for (int port = usual; port < usual + NEARBY && port < 65536; port++) {
      if (!given.containsKey(port) && free(port) && reserve(port)) {
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
    if (port != usual) {
      String other = given.getOrDefault(usual, "another program");
      notes.add("port %d is taken by %s: %s uses %d".formatted(usual, other, owner, port));
    }
    given.put(port, owner);
    return port;
  }

  /** Lets other launchers have the ports. */
  @Override
  public void close() throws IOException {
    for (FileChannel reservation : held) {
      reservation.close();
    }
  }

  private boolean reserve(int port) {
    try {
      FileChannel reservation = PortReservation.tryTake(reservations, port);
      if (reservation != null) {
        held.add(reservation);
      }
      return reservation != null;
    } catch (IOException e) {
      // Somebody else's folder or a full disk: without reservations a free port still is one.
      return true;
    }
  }

  private int any() {
    while (true) {
      int port = bind(0);
      if (port < 0) {
        throw new IllegalStateException("no free port on the loopback interface");
      }
      if (!given.containsKey(port) && reserve(port)) {
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
