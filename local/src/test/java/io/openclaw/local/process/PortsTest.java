package io.openclaw.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void shouldGiveTheUsualPortWhenItIsFree() throws IOException {
    int free = freePort();
    Ports ports = new Ports();

    assertThat(ports.take("gateway", free)).isEqualTo(free);
    assertThat(ports.notes()).isEmpty();
  }

  @Test
  void shouldGiveAnotherPortAndSayWhichWhenTheUsualOneIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports();

      int port = ports.take("gateway", taken.getLocalPort());

      assertThat(port).isNotEqualTo(taken.getLocalPort());
      assertThat(ports.notes())
          .containsExactly(
              "port %d is taken by another program: gateway uses %d"
                  .formatted(taken.getLocalPort(), port));
    }
  }

  @Test
  void shouldNeverGiveAPortTwice() throws IOException {
    int free = freePort();
    Ports ports = new Ports();

    assertThat(ports.take("gateway", free)).isNotEqualTo(ports.take("worker", free));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
