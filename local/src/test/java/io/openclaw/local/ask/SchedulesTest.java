package io.openclaw.local.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private HttpServer gateway;
  private int status = 200;
  private String answer = "";

  @BeforeEach
  void open() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/v1/schedules",
        exchange -> {
          boolean known =
              "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? status : 401, body.length);
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
  void shouldShowMomentsByTheMachinesClock() throws Exception {
    answer =
        """
        [{"name": "nightly", "tenant": "default", "cron": "0 3 * * *", "timezone": "Europe/Berlin",
          "request": "x", "missed": "ONCE", "overlap": "SKIP", "enabled": true,
          "nextTick": "2026-11-24T02:00:00Z", "lastTick": "2026-11-23T02:00:00Z",
          "lastTask": "b380de1e-1662-86bc-9794-38aa7d1cd0ce", "lastStatus": "COMPLETED"},
         {"name": "often", "tenant": "default", "every": "15m", "request": "x", "missed": "SKIP",
          "overlap": "ALLOW", "enabled": true, "nextTick": "2026-11-23T10:15:00Z"},
         {"name": "resting", "tenant": "default", "every": "1h", "request": "x", "missed": "SKIP",
          "overlap": "ALLOW", "enabled": false}]
        """;

    assertThat(String.join("\n", schedules("secret").table(SHANGHAI)) + "\n")
        .isEqualTo(
            """
            NAME     WHEN                     NEXT                 LAST                 TASK                                  STATE
            nightly  0 3 * * * Europe/Berlin  2026-11-24 10:00:00  2026-11-23 10:00:00  b380de1e-1662-86bc-9794-38aa7d1cd0ce  completed
            often    every 15m                2026-11-23 18:15:00  -                    -                                     waiting
            resting  every 1h                 -                    -                    -                                     off
            """);
    assertThat(schedules("secret").json()).hasSize(3).allMatch(line -> line.startsWith("{\"name"));
  }

  @Test
  void shouldSayWhereTheyBelong() throws Exception {
    answer = "[]";

    assertThat(schedules("secret").table(SHANGHAI))
        .singleElement()
        .asString()
        .contains("orchestrator/schedules.yaml");
  }

  @Test
  void shouldSayWhatTheGatewayRefuses() {
    status = 503;
    answer = "{\"code\": \"UNAVAILABLE\", \"detail\": \"the orchestrator does not answer\"}";

    assertThatThrownBy(() -> schedules("secret").json())
        .isInstanceOf(RefusedException.class)
        .hasMessage("the orchestrator does not answer");
  }

  private Schedules schedules(String token) {
    return new Schedules(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()), token);
  }
}
