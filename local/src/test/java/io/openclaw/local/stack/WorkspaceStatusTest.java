package io.openclaw.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkspaceStatusTest {
  private HttpServer gateway;
  private String answer = "";

  @BeforeEach
  void open() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/v1/workspace",
        exchange -> {
          boolean known =
              "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void close() {
    gateway.stop(0);
  }

  @Test
  void shouldTellTheVersionInForce() throws Exception {
    answer =
        """
        {"version": "0123456789abcdef", "since": "2026-01-01T00:00:00Z", "problems": []}
        """;

    assertThat(lines("secret"))
        .singleElement()
        .asString()
        .startsWith("version    0123456789abcdef, in force for ");
  }

  @Test
  void shouldTellWhatIsWrongWithAnEdit() throws Exception {
    answer =
        """
        {"version": "0123456789abcdef", "since": "2026-01-01T00:00:00Z",
         "problems": [{"file": "a.yaml", "line": 3, "column": 5, "code": "UNKNOWN_KEY",
                       "message": "unknown key \\"x\\""}]}
        """;

    assertThat(lines("secret"))
        .contains(
            "           the edit since then is not in force, as it is not sound:",
            "           a.yaml:3:5: unknown key \"x\" [UNKNOWN_KEY]");
  }

  @Test
  void shouldSayThatTheGatewayDoesNotTell() throws Exception {
    assertThat(lines("wrong"))
        .containsExactly("version    unknown: the gateway does not tell (status 401)");
  }

  private List<String> lines(String token) throws InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    return new WorkspaceStatus(address, token).lines();
  }
}
