package io.openclaw.gateway.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.deadletter.Content;
import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterState;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.FakeOrchestrator;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters over HTTP. */
class DeadLetterIT {
  private final FakeOrchestrator orchestrator = Stack.get().orchestrator();
  private final GatewayProcess gateway = Stack.get().gateway();

  @Test
  void shouldListAndShowLetters() throws Exception {
    orchestrator.answer(
        "GET /dead-letters", 200, new DeadLetterPage(List.of(letter(7)), "further"));
    orchestrator.answer(
        "GET /dead-letters/7",
        200,
        new DeadLetter(
            letter(7),
            List.of(new DeadLetter.Header("ce_id", new Content("x", null))),
            new Content(null, "/wA=")));

    JsonNode page = json(gateway.get("/v1/dead-letters?state=open&topic=openclaw.tasks&limit=1"));
    JsonNode one = json(gateway.get("/v1/dead-letters/7"));

    assertThat(page.at("/letters/0/id").asLong()).isEqualTo(7);
    assertThat(page.path("next").asText()).isEqualTo("further");
    assertThat(orchestrator.asked())
        .contains("GET /dead-letters?limit=1&state=open&topic=openclaw.tasks");
    assertThat(one.at("/letter/reason").asText()).isEqualTo("no json");
    assertThat(one.at("/headers/0/value/text").asText()).isEqualTo("x");
    assertThat(one.at("/value/base64").asText()).isEqualTo("/wA=");
  }

  @Test
  void shouldPassDecisionsOn() throws Exception {
    orchestrator.answer("POST /dead-letters/8/replay", 200, letter(8));
    orchestrator.answer("DELETE /dead-letters/8", 200, letter(8));

    assertThat(gateway.post("/v1/dead-letters/8/replay", "").statusCode()).isEqualTo(202);
    assertThat(drop("8").statusCode()).isEqualTo(200);
    assertThat(orchestrator.asked())
        .contains("POST /dead-letters/8/replay", "DELETE /dead-letters/8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEAD_LETTER_IS_CLOSED", "DEAD_LETTER_NOT_REPLAYABLE"})
  void shouldPassOnWhyADecisionDoesNotCount(String code) throws Exception {
    orchestrator.answer(
        "POST /dead-letters/9/replay", 409, Map.of("code", code, "detail", "for a reason"));

    HttpResponse<String> response = gateway.post("/v1/dead-letters/9/replay", "");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(json(response).path("code").asText()).isEqualTo(code);
    assertThat(json(response).path("detail").asText()).isEqualTo("for a reason");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1%2F..%2F..%2Ftasks"})
  void shouldAskForNumbersAlone(String id) throws Exception {
    HttpResponse<String> response = gateway.get("/v1/dead-letters/" + id);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
  }

  private HttpResponse<String> drop(String id) throws Exception {
    return GatewayProcess.send(gateway.authorized("/v1/dead-letters/" + id).DELETE());
  }

  private static DeadLetterSummary letter(long id) {
    return new DeadLetterSummary(
        id,
        DeadLetterState.OPEN,
        "openclaw.tasks",
        0,
        3,
        "no json",
        "key",
        2,
        true,
        Instant.EPOCH,
        null,
        null);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return EventJson.mapper().readTree(response.body());
  }
}
