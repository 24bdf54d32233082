package io.openclaw.gateway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.deadletter.DeadLetterState;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.gateway.testing.FakeOrchestrator;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.MuteServer;
import io.openclaw.gateway.testing.Stack;
import io.openclaw.task.TaskPage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway that knows several orchestrators, some of which are away. */
class OrchestratorsIT {
  private static final String LIST = "GET /tasks";
  private static final String REPLAY = "POST /dead-letters/8/replay";

  private final Stack stack = Stack.get();
  private final FakeOrchestrator one = orchestrator();
  private final FakeOrchestrator two = orchestrator();
  private final MuteServer mute = MuteServer.start();

  @AfterEach
  void stop() throws IOException {
    one.stop();
    two.stop();
    mute.close();
  }

  @Test
  void shouldAskTheFirstOneAndTheNextWhileThatIsDown() throws Exception {
    // given
    try (GatewayProcess gateway = start("10s", one.url(), two.url())) {
      assertThat(list(gateway).statusCode()).isEqualTo(200);
      assertThat(one.asked()).hasSize(1);
      assertThat(two.asked()).isEmpty();

      // when
      one.stop();

      // then
      assertThat(list(gateway).statusCode()).isEqualTo(200);
      assertThat(replay(gateway).statusCode()).isEqualTo(202);
      assertThat(two.asked()).hasSize(2);

      // and when
      one.startAgain();

      // then
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> list(gateway).statusCode() == 200 && one.asked().size() > 1);
    }
  }

  @Test
  void shouldAskTheNextWhereOneDoesNotAnswer() throws Exception {
    try (GatewayProcess gateway = start("4s", mute.url(), two.url())) {

      assertThat(list(gateway).statusCode()).isEqualTo(200);
      assertThat(two.asked()).hasSize(1);
    }
  }

  @Test
  void shouldAskTheNextWhereOneSaysThatItCannotAnswer() throws Exception {
    one.answer(LIST, 503, Map.of("code", "UNAVAILABLE"));
    try (GatewayProcess gateway = start("10s", one.url(), two.url())) {

      assertThat(list(gateway).statusCode()).isEqualTo(200);
      assertThat(two.asked()).hasSize(1);
    }
  }

  /** Nobody knows whether it was. */
  @Test
  void shouldNotLetTheNextDoWhatMayBeDone() throws Exception {
    try (GatewayProcess gateway = start("1s", mute.url(), two.url())) {

      HttpResponse<String> response = replay(gateway);

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body())
          .contains("the orchestrator does not answer (replay of dead letter");
      assertThat(two.asked()).isEmpty();
    }
  }

  @Test
  void shouldNotLetTheNextDoWhatOneHasRefused() throws Exception {
    one.answer(REPLAY, 503, Map.of("code", "UNAVAILABLE"));
    try (GatewayProcess gateway = start("10s", one.url(), two.url())) {

      assertThat(replay(gateway).statusCode()).isEqualTo(503);
      assertThat(two.asked()).isEmpty();
    }
  }

  /** One after the other they would take longer than the client waits. */
  @Test
  void shouldTakeNoLongerWhereNobodyAnswers() throws Exception {
    try (GatewayProcess gateway = start("8s", mute.url(), mute.url(), mute.url())) {

      HttpResponse<String> response = list(gateway);

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private GatewayProcess start(String timeout, String... orchestrators) throws IOException {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("ORCHESTRATOR_URL", String.join(",", orchestrators));
    environment.put("OPENCLAW_ORCHESTRATOR_TIMEOUT", timeout);
    Path folder = Files.createDirectories(stack.folder().resolve("orchestrators"));
    return GatewayProcess.start(folder, environment);
  }

  private static HttpResponse<String> list(GatewayProcess gateway) throws Exception {
    return gateway.get("/v1/tasks");
  }

  private static HttpResponse<String> replay(GatewayProcess gateway) throws Exception {
    return gateway.post("/v1/dead-letters/8/replay", "");
  }

  private static FakeOrchestrator orchestrator() {
    FakeOrchestrator started = FakeOrchestrator.start();
    started.answer(LIST, 200, new TaskPage(List.of(), null));
    started.answer(
        REPLAY,
        200,
        new DeadLetterSummary(
            8,
            DeadLetterState.REPLAYED,
            "openclaw.tasks",
            0,
            3,
            "no json",
            "key",
            2,
            true,
            Instant.EPOCH,
            null,
            null));
    return started;
  }
}
