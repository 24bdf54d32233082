package io.openclaw.gateway.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Run;
import io.openclaw.gateway.testing.SseClient;
import io.openclaw.gateway.testing.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowClientIT {
  private static final int EVENTS = 16;

  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();
  private final Run run = Run.ofNewTask();

  @Test
  void shouldDropAClientThatDoesNotReadAndServeTheOthers() throws Exception {
    // given more than the buffers of the network hold
    stack.redis().append(run.task(), run.accepted());
    try (Socket slow = watchWithoutReading();
        SseClient good = SseClient.open(gateway, run.task())) {
      String large = "x".repeat(1 << 20);

      // when
      for (int i = 0; i < EVENTS; i++) {
        stack.redis().append(run.task(), run.delta(large));
      }
      stack.redis().append(run.task(), run.completed());

      // then
      assertThat(good.rest()).hasSize(EVENTS + 2);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> gateway.gauge("openclaw_live_watches") == 0);
      assertThat(readAll(slow)).isLessThan(EVENTS << 20);
    } finally {
      stack.redis().expire(run.task());
    }
  }

  @Test
  void shouldTellAClientThatReadsTooLateWhyItIsDropped() throws Exception {
    // given
    long before = dropped();
    stack.redis().append(run.task(), run.accepted());
    try (Socket slow = watchWithoutReading()) {
      String large = "x".repeat(1 << 20);
      for (int i = 0; i < EVENTS; i++) {
        stack.redis().append(run.task(), run.delta(large));
      }

      // when it wakes up after it has been given up, and before it is cut off
      await().atMost(Duration.ofSeconds(20)).until(() -> dropped() > before);
      String all = new String(slow.getInputStream().readAllBytes(), US_ASCII);

      // then
      assertThat(all).contains("event:problem").contains("\"code\":\"SLOW_CLIENT\"");
    } finally {
      stack.redis().expire(run.task());
    }
  }

  private long dropped() {
    return gateway.log().lines().filter(line -> line.contains("code=SLOW_CLIENT")).count();
  }

  private Socket watchWithoutReading() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1 << 16);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
    String request =
        """
        GET /v1/tasks/%s/events HTTP/1.1\r
        Host: 127.0.0.1\r
        Connection: close\r
        Authorization: Bearer %s\r
        \r
        """
            .formatted(run.task(), GatewayProcess.TOKEN);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  private static long readAll(Socket socket) throws IOException {
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        size += n;
      }
    } catch (SocketException e) {
      // Cut off, as it should be.
      return size;
    }
    return size;
  }
}
