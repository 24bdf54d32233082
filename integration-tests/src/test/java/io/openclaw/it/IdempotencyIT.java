package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.EventJson;
import io.openclaw.event.TaskEvent;
import io.openclaw.it.Gateway.Seen;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same request twice is one task. */
@ExtendWith(RunningStack.class)
class IdempotencyIT {
  private static final String BODY = "{\"text\":\"Analyse workspace/datasets/penguins.csv\"}";

  @Test
  void shouldGiveTheSameTaskForTheSameKey(RunningStack stack) throws Exception {
    // given
    String key = UUID.randomUUID().toString();

    // when
    UUID first = id(stack.gateway().post("/v1/tasks", BODY, key));
    UUID second = id(stack.gateway().post("/v1/tasks", BODY, key));

    // then
    assertThat(second).isEqualTo(first);
    awaitCompleted(stack, first);
    List<Seen> seen = stack.gateway().events(first, null);
    assertThat(seen.stream().filter(s -> s.recorded() instanceof TaskEvent.TaskAccepted))
        .hasSize(1);
    assertThat(seen.stream().filter(s -> s.recorded() instanceof TaskEvent.StepStarted)).hasSize(1);
  }

  @Test
  void shouldGiveTheSameTaskAfterTheGatewayWasKilled(RunningStack stack) throws Exception {
    // given
    String key = UUID.randomUUID().toString();
    UUID first = id(stack.gateway().post("/v1/tasks", BODY, key));
    awaitCompleted(stack, first);

    // when
    stack.killService("gateway");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> stack.gateway().status(first).equals("COMPLETED"));

    // then
    assertThat(id(stack.gateway().post("/v1/tasks", BODY, key))).isEqualTo(first);
    assertThat(stack.gateway().status(first)).isEqualTo("COMPLETED");
  }

  private static void awaitCompleted(RunningStack stack, UUID task) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> stack.gateway().status(task).equals("COMPLETED"));
  }

  private static UUID id(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isIn(200, 202);
    return UUID.fromString(EventJson.mapper().readTree(response.body()).path("id").asText());
  }
}
