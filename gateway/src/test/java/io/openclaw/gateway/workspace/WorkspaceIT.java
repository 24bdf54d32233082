package io.openclaw.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.FakeOrchestrator;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class WorkspaceIT {
  private final GatewayProcess gateway = Stack.get().gateway();

  @Test
  void shouldListAgents() throws Exception {
    // when
    HttpResponse<String> response = gateway.get("/v1/agents");

    // then
    assertThat(response.body()).contains("分析师", "🔢");
    JsonNode agents = json(response);
    assertThat(agents).hasSize(2);
    assertThat(agents.get(0))
        .isEqualTo(
            EventJson.mapper()
                .readTree(
                    """
                    {"id": "agent-one", "name": "分析师", "description": "The analyst of the tests",
                     "emoji": "🔢", "domains": ["counting", "statistics"],
                     "skills": ["shared/counting"]}\
                    """));
  }

  @Test
  void shouldListSkillsWithTheirSchemas() throws Exception {
    // when
    JsonNode skills = json(gateway.get("/v1/skills"));

    // then
    assertThat(skills).hasSize(2);
    JsonNode skill = skills.get(1);
    assertThat(skill.path("id").asText()).isEqualTo("shared/counting");
    assertThat(skill.path("visibility").asText()).isEqualTo("PUBLIC");
    JsonNode handler = skill.path("handlers").get(0);
    assertThat(handler.path("name").asText()).isEqualTo("run_it");
    assertThat(handler.path("produces").asText()).isEqualTo("counts");
    assertThat(handler.at("/inputs/required/0").asText()).isEqualTo("dataset");
    assertThat(handler.at("/outputs/properties/rows/type").asText()).isEqualTo("integer");
  }

  @Test
  void shouldListTheSchedulesOfTheCallersTenantAlone() throws Exception {
    // when
    HttpResponse<String> response = gateway.get("/v1/schedules");

    // then
    assertThat(response.body()).doesNotContain("secret");
    assertThat(json(response))
        .isEqualTo(
            EventJson.mapper()
                .readTree(
                    """
                    [{"name": "nightly", "tenant": "default", "cron": "0 3 * * *",
                      "timezone": "Asia/Shanghai", "request": "Look around", "missed": "SKIP",
                      "overlap": "ALLOW", "enabled": true, "nextTick": "2026-11-23T19:00:00Z"}]\
                    """));
  }

  @Test
  void shouldNotTellWhereThingsLieOnTheServer() throws Exception {
    String both = gateway.get("/v1/agents").body() + gateway.get("/v1/skills").body();
    assertThat(both).doesNotContain("src/test/resources").doesNotContain("run_it.py");
  }

  @Test
  void shouldExplainARoute() throws Exception {
    // when
    HttpResponse<String> response =
        gateway.post("/v1/routes/explain", "{\"text\": \"a report, please\"}");

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).at("/route/target").asText()).isEqualTo("agent-two");
    assertThat(json(response).at("/route/reason").asText()).contains("a report, please");
    assertThat(json(response).at("/considered/0/matched").asBoolean()).isTrue();
    assertThat(json(response).at("/considered/0/outcome").asText()).isEqualTo("WON");
    assertThat(json(response).at("/considered/0/found").asText()).isEqualTo("a report, please");
    assertThat(json(response).has("cause")).isFalse();
  }

  @Test
  void shouldSayWhyATextHasNoRoute() throws Exception {
    // when
    HttpResponse<String> response =
        gateway.post("/v1/routes/explain", "{\"text\": \"" + FakeOrchestrator.UNROUTABLE + "\"}");

    // then what there is not is left out, as everywhere
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(response))
        .isEqualTo(
            EventJson.mapper()
                .readTree(
                    """
                    {"cause": {"code": "NO_RULE_MATCHES",
                               "message": "None of the 1 routing rules matches",
                               "retryable": false},
                     "considered": [{"rule": "reports", "priority": 10, "matched": false,
                                     "outcome": "NO_MATCH", "reason": "did not match",
                                     "kind": "AGENT", "target": "agent-two", "handlers": []}]}\
                    """));
  }

  @Test
  void shouldExplainNothingWithoutAText() throws Exception {
    HttpResponse<String> response = gateway.post("/v1/routes/explain", "{\"text\": \" \"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").asText()).isEqualTo("EMPTY_TEXT");
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return EventJson.mapper().readTree(response.body());
  }
}
