package io.openclaw.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports for servers that a test starts, stops and starts again. A port that was given
 * belongs to this JVM for as long as it lives: no other test gets it, in whatever JVM it runs, and
 * no outgoing connection does, since none of them is in the ranges that systems take those from.
 */
public final class Ports {
  private static final int FIRST = 20_000;

  /** Linux takes ports for outgoing connections from 32768 on, macOS from 49152. */
  private static final int END = 32_000;

  private static final Path LEASES =
      Path.of(System.getProperty("java.io.tmpdir"))
          .resolve("openclaw-test-ports-" + System.getProperty("user.name"));

  private static final Map<Integer, FileLock> LEASED = new HashMap<>();

  private Ports() {}

  /** One that nobody listens on, and that nobody else is given. */
  public static synchronized int free() {
    try {
      Files.createDirectories(LEASES);
      while (true) {
        int port = ThreadLocalRandom.current().nextInt(FIRST, END);
        if (!LEASED.containsKey(port) && lease(port) && isFree(port)) {
          return port;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kept where somebody else listens, too, so that it is not tried again. */
  private static boolean lease(int port) throws IOException {
    FileChannel channel =
        FileChannel.open(
            LEASES.resolve(String.valueOf(port)),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return false;
    }
    LEASED.put(port, lock);
    return true;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
