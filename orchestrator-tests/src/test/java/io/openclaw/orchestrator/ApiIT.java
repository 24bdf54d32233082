package io.openclaw.orchestrator;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP endpoints. */
@NullUnmarked
class ApiIT extends OrchestratorCase {

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer wrong", "Bearer internal-secret2", "Basic eA=="})
  void shouldLetNobodyInWithoutTheToken(String authorization) {
    given()
        .header("Authorization", authorization)
        .get("/internal/v1/tasks/" + UUID.randomUUID())
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer")
        .body("code", equalTo("UNAUTHENTICATED"))
        .body("type", equalTo("urn:openclaw:problem:unauthenticated"))
        .body("status", equalTo(401));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-7000-8000-000000000000", "no-id"})
  void shouldSayThatThereIsNoSuchTask(String id) {
    for (String path : new String[] {"", "/history"}) {
      authorized()
          .get("/internal/v1/tasks/" + id + path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("code", equalTo("TASK_NOT_FOUND"))
          .body("detail", equalTo("There is no task " + id));
    }
  }

  @Test
  void shouldShowATaskAndItsHistory() {
    // given
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOffUntilFinal(id);

    // when, then
    authorized()
        .get("/internal/v1/tasks/" + id)
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("id", equalTo(id.toString()))
        .body("status", equalTo("COMPLETED"))
        .body("route.kind", equalTo("SKILL"))
        .body("createdAt", containsString("T"))
        .body("steps[0].agents[0].status", equalTo("COMPLETED"))
        .body("cause", nullValue());
    authorized()
        .get("/internal/v1/tasks/" + id + "/history?after=4")
        .then()
        .statusCode(200)
        .body("events.seq", equalTo(java.util.List.of(5, 6)))
        .body(
            "events.event.type",
            hasItems("io.openclaw.step.completed.v1", "io.openclaw.task.completed.v1"));
    authorized()
        .get("/internal/v1/tasks/" + id + "/history?after=x")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_FIELD"));
  }

  @Test
  void shouldExplainARoute() {
    authorized()
        .contentType(ContentType.JSON)
        .body("{\"text\": \"" + Tasks.WORKFLOW + "\"}")
        .post("/internal/v1/routes/explain")
        .then()
        .statusCode(200)
        .body("route.target", equalTo("end-to-end-delivery"))
        .body("route.reason", containsString("端到端"))
        .body("considered", hasSize(5))
        .body("considered[0].rule", equalTo("end_to_end_feature_delivery"))
        .body("considered[0].priority", equalTo(15))
        .body("considered[0].outcome", equalTo("WON"))
        .body("considered[0].found", equalTo("端到端"))
        .body("considered[4].outcome", equalTo("LOST_TO_PRIORITY"))
        .body("considered[4].handlers.handler", hasItem("shared/data-analysis:profile"))
        .body("considered.matched", hasItem(false));
  }

  @Test
  void shouldRefuseToExplainNothing() {
    authorized()
        .contentType(ContentType.JSON)
        .body("{\"text\": \" \"}")
        .post("/internal/v1/routes/explain")
        .then()
        .statusCode(400)
        .body("code", equalTo("EMPTY_TEXT"));
    authorized()
        .contentType(ContentType.JSON)
        .body("{\"text\":")
        .post("/internal/v1/routes/explain")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void shouldSayAsAProblemWhatTheFrameworkRefuses() {
    authorized()
        .delete("/internal/v1/routes/explain")
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .body("code", equalTo("METHOD_NOT_ALLOWED"));
  }

  @Test
  void shouldServeMetricsHealthAndItsDescription() {
    get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("Kafka topics"));
    get("/q/health/live").then().statusCode(200);
    get("/q/metrics").then().statusCode(200).body(containsString("message_queue_depth"));
    get("/metrics").then().statusCode(200).body(containsString("openclaw_task_events_total"));
    get("/q/openapi").then().statusCode(200).body(containsString("/internal/v1/routes/explain"));
    get("/q/swagger-ui/").then().statusCode(200);
  }

  private static RequestSpecification authorized() {
    return given().header("Authorization", "Bearer " + Api.TOKEN);
  }
}
