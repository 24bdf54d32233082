package io.openclaw.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Run;
import io.openclaw.gateway.testing.SseClient;
import io.openclaw.gateway.testing.SseClient.Event;
import io.openclaw.gateway.testing.Stack;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that has room for little. */
class WatchLimitsIT {
  private final Stack stack = Stack.get();
  private final Run run = Run.ofNewTask();
  private GatewayProcess gateway;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("OPENCLAW_GATEWAY_LIVE_MAX_WATCHES", "2");
    environment.put("OPENCLAW_GATEWAY_LIVE_HISTORY_MEMORY", "1K");
    Path folder = Files.createDirectories(stack.folder().resolve("limits"));
    gateway = GatewayProcess.start(folder, environment);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldRefuseAWatchTooManyUntilOneIsClosed() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());
    try (SseClient one = SseClient.open(gateway, run.task())) {
      one.next(1);
      try (SseClient two = SseClient.open(gateway, run.task())) {
        two.next(1);

        // when
        HttpResponse<String> refused =
            GatewayProcess.send(gateway.authorized("/v1/tasks/" + run.task() + "/events"));

        // then
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body())
            .contains("UNAVAILABLE", "this gateway has 2 watches open already; try again");
      }

      // and when
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> gateway.gauge("openclaw_live_watches") == 1);

      // then
      try (SseClient three = SseClient.open(gateway, run.task())) {
        assertThat(three.next(1)).hasSize(1);
      }
    }
  }

  @Test
  void shouldShowHistoriesThatItHasNoRoomToKeep() throws Exception {
    // given more than it keeps, and no stream
    List.of(run.accepted(), run.routed(), run.scheduled(), run.started())
        .forEach(stack.orchestrator()::record);

    try (SseClient client = SseClient.open(gateway, run.task())) {
      List<Event> seen = client.next(4);

      // when
      stack.orchestrator().record(run.stepCompleted());
      stack.orchestrator().record(run.completed());

      // then
      assertThat(seen).extracting(Event::id).containsExactly("h-1", "h-2", "h-3", "h-4");
      assertThat(client.rest()).extracting(Event::id).containsExactly("h-5", "h-6");
      assertThat(gateway.gauge("openclaw_live_history_bytes")).isLessThanOrEqualTo(1024);
    }
  }
}
