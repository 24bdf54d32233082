package io.openclaw.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document, as clients' generators read it. */
class ApiDescriptionIT {
  private final GatewayProcess gateway = Stack.get().gateway();
  private JsonNode api = EventJson.mapper().nullNode();

  @BeforeEach
  void readTheDocument() throws Exception {
    String document = GatewayProcess.get(gateway.uri("/q/openapi?format=json")).body();
    api = EventJson.mapper().readTree(document);
  }

  @Test
  void shouldDescribeEachOperation() {
    assertThat(api.at("/components/securitySchemes/token/scheme").asText()).isEqualTo("bearer");
    assertThat(api.path("paths").properties()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(operations())
        .allSatisfy(operation ->
            assertThat(operation.path("summary").asText()).as("%s", operation).isNotEmpty());
  }

  @Test
  void shouldTellTheProblemsOfEachOperation() {
    // given
    List<JsonNode> guarded = operations().stream().filter(o -> !o.has("security")).toList();

    // then
    assertThat(guarded).hasSize(20);
    for (JsonNode operation : guarded) {
      assertThat(operation.path("responses").propertyStream().map(Map.Entry::getKey))
          .as(operation.path("operationId").asText())
          .contains(
              operation.has("requestBody")
                  ? new String[] {"400", "401", "413", "415", "500"}
                  : new String[] {"401", "500"})
          .isSorted();
    }
  }

  @Test
  void shouldGiveAllProblemsTheSameForm() {
    for (JsonNode operation : operations()) {
      for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
        if (response.getKey().compareTo("400") >= 0) {
          assertThat(response.getValue().at("/content/application~1problem+json/schema/$ref"))
              .as("%s of %s", response.getKey(), operation.path("operationId").asText())
              .hasToString("\"#/components/schemas/Problem\"");
        }
      }
    }
    assertThat(api.at("/components/schemas/Problem/properties").size()).isEqualTo(6);
  }

  @Test
  void shouldLeaveTheHealthChecksOpen() {
    JsonNode live = api.at("/paths/~1healthz/get");
    assertThat(live.path("security").toString()).isEqualTo("[]");
    assertThat(live.path("responses").has("401")).isFalse();
  }

  @Test
  void shouldDescribeATextThatHasNoRoute() {
    // when
    JsonNode answer = api.at("/paths/~1v1~1routes~1explain/post/responses/200");

    // then
    JsonNode json = answer.at("/content/application~1json");
    assertThat(answer.path("description").asText()).contains("`route`", "`cause`", "`considered`");
    assertThat(json.at("/schema/$ref").asText()).isEqualTo("#/components/schemas/RouteExplanation");
    assertThat(json.path("examples").findValuesAsText("code")).containsExactly("NO_RULE_MATCHES");
    assertThat(json.path("examples").findValuesAsText("outcome"))
        .containsExactly("WON", "LOST_TO_PRIORITY", "NO_MATCH");
    JsonNode schema = api.at("/components/schemas/RouteExplanation");
    assertThat(schema.path("properties").propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("route", "cause", "considered");
    assertThat(schema.path("required").toString()).doesNotContain("route", "cause");
  }

  private List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    api.path("paths").forEach(path -> path.forEach(operations::add));
    return operations;
  }
}
