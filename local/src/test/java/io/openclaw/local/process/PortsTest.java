package io.openclaw.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir Path folder;

  @Test
  void shouldGiveTheUsualPortWhenItIsFree() throws IOException {
    int free = freePort();
    Ports ports = new Ports(folder);

    assertThat(ports.take("gateway", free)).isEqualTo(free);
    assertThat(ports.notes()).isEmpty();
  }

  @Test
  void shouldGiveAnotherPortAndSayWhichWhenTheUsualOneIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(folder);

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
    Ports ports = new Ports(folder);

    assertThat(ports.take("gateway", free)).isNotEqualTo(ports.take("worker", free));
  }

  @Test
  void shouldNameTheProgramOfOurOwnThatHasThePort() throws IOException {
    int free = freePort();
    try (Ports ports = new Ports(folder)) {
      ports.take("kafka", free);
      int other = ports.take("kafka's controller", free);

      assertThat(ports.notes())
          .containsExactly(
              "port %d is taken by kafka: kafka's controller uses %d".formatted(free, other));
    }
  }

  @Test
  void shouldNotGiveTheSamePortToTwoLaunchersThatStartTogether() throws IOException {
    int free = freePort();
    try (Ports second = new Ports(folder)) {
      try (Ports first = new Ports(folder)) {
        assertThat(first.take("gateway", free)).isEqualTo(free);
        assertThat(second.take("gateway", free)).isNotEqualTo(free);
      }

      // then: the end of a launcher gives its ports back
      assertThat(second.take("worker", free)).isEqualTo(free);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
