package io.openclaw.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final int MANY = 200;

  @Test
  void shouldGiveNoPortTwiceNotEvenToAnotherProcess() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Other.class.getName(), "" + MANY));
    Process other = new ProcessBuilder(command).start();

    List<Integer> ports = new ArrayList<>();
    try (var lines = other.inputReader()) {
      IntStream.range(0, MANY).forEach(_ -> ports.add(Ports.free()));
      for (int i = 0; i < MANY; i++) {
        ports.add(Integer.valueOf(lines.readLine()));
      }
    } finally {
      other.destroyForcibly();
    }

    assertThat(ports).doesNotHaveDuplicates().hasSize(2 * MANY);
  }

  @Test
  void shouldGiveAPortThatNobodyListensOn() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }

  /** Keeps as many as it is told to, until it is ended. */
  static final class Other {
    private Other() {}

    static void main(String[] arguments) throws IOException {
      IntStream.range(0, Integer.parseInt(arguments[0]))
          .forEach(_ -> System.out.println(Ports.free()));
      System.out.flush();
      System.in.read();
    }
  }
}
