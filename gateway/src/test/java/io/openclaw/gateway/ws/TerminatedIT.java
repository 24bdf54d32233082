package io.openclaw.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.SocketClient;
import io.openclaw.gateway.testing.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A gateway that is told to end. */
class TerminatedIT {
  private static final int SERVICE_RESTART = 1012;

  private final Stack stack = Stack.get();

  @Test
  void shouldTellItsClientsToComeAgain() throws Exception {
    Path folder = Files.createDirectories(stack.folder().resolve("terminated"));
    try (GatewayProcess gateway = GatewayProcess.start(folder, stack.environment());
        SocketClient connected =
            SocketClient.open(gateway.webSocket("/")).connect(GatewayProcess.TOKEN);
        SocketClient other = SocketClient.open(gateway.webSocket("/ws"))) {

      gateway.terminate();

      assertThat(connected.closeCode()).isEqualTo(SERVICE_RESTART);
      assertThat(other.closeCode()).isEqualTo(SERVICE_RESTART);
    }
  }
}
