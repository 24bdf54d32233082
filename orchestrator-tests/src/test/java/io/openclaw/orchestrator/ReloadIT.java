package io.openclaw.orchestrator;

import static io.openclaw.orchestrator.support.WorkspaceCopy.RULES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.TaskStatus;
import io.openclaw.workspace.live.WorkspaceArchive;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.AdminClient;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits of the workspace while the orchestrator runs. */
@NullUnmarked
class ReloadIT extends OrchestratorCase {
  private static final String HAIKU =
      """

        - name: haiku
          pattern: "俳句"
          agents: [agent-pm-002]
          priority: 99
      """;

  private String rules;
  private String version;

  @BeforeEach
  void remember() {
    rules = workspace.read(RULES);
    version = reload().extract().path("version");
  }

  @AfterEach
  void restore() {
    workspace.write(RULES, rules);
    reload().body("version", equalTo(version));
  }

  @Test
  void shouldPlanTheNextRequestByTheEdit() {
    workspace.write(RULES, rules + HAIKU);

    reloadTheEdit();

    UUID id = Tasks.submit(wire, "写一首俳句");
    awaitStatus(id, TaskStatus.RUNNING);
    assertThat(task(id).route().rule()).isEqualTo("haiku");
    workOffUntilFinal(id);
  }

  @Test
  void shouldFindTheEditByItself() {
    workspace.write(RULES, rules + HAIKU);

    await().atMost(PATIENCE).untilAsserted(() -> current().body("version", not(equalTo(version))));
    reload().body("result", equalTo("UNCHANGED"));
  }

  @Test
  void shouldPlanARequestByAnEditThatWasSavedRightBefore() {
    for (int i = 1; i <= 20; i++) {
      String rule = "haiku-" + i;
      workspace.write(RULES, rules + HAIKU.replace("haiku", rule));

      UUID id = Tasks.submit(wire, "写一首俳句");

      awaitStatus(id, TaskStatus.RUNNING);
      assertThat(task(id).route().rule()).isEqualTo(rule);
      workOffUntilFinal(id);
    }
  }

  @Test
  void shouldFinishATaskOnTheVersionThatItBeganWith() {
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    RunStep first = command(id, "step-1", "agent-pm-002", 1);
    workspace.write(RULES, rules + HAIKU);
    reloadTheEdit();

    worker.start(first);
    worker.complete(first);

    RunStep second = command(id, "step-2", "agent-arch-003", 1);
    assertThat(List.of(first, second)).extracting(RunStep::workspaceVersion).containsOnly(version);
    workOffUntilFinal(id);
    assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void shouldKeepTheLastSoundVersionAndSayWhatIsWrong() {
    workspace.write(RULES, rules.replace("priority: 15", "priority: high"));

    reload()
        .body("result", equalTo("REFUSED"))
        .body("version", equalTo(version))
        .body("problems", hasSize(1))
        .body("problems[0].file", equalTo(RULES))
        .body("problems[0].code", equalTo("WRONG_TYPE"));

    current().body("problems", hasSize(1)).body("version", equalTo(version));
    given().get("/q/metrics").then().body(containsString("workspace_problems 1.0"));
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOffUntilFinal(id);
    assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);

    workspace.write(RULES, rules);
    reload().body("result", equalTo("UNCHANGED")).body("problems", empty());
    given().get("/q/metrics").then().body(containsString("workspace_problems 0.0"));
  }

  @Test
  void shouldMakeTheTopicOfANewAgent() throws Exception {
    String registry = workspace.read("orchestrator/agent-registry.yaml");
    workspace.write("agents/poet/IDENTITY.md", "- Name: Poet\n");
    workspace.write("agents/poet/SOUL.md", "I write.\n");
    workspace.write(
        "agents/poet/config.yaml",
        """
        agent:
          id: agent-poet
          name: Poet
          description: Writes poems
          model: {provider: anthropic, name: claude-opus, temperature: 1, max_tokens: 100}
        """);
    workspace.write(
        "orchestrator/agent-registry.yaml", registry + "\n  - {id: agent-poet, name: Poet}\n");
    try {
      reloadTheEdit();

      assertThat(topics()).contains(Topics.steps("agent-poet"));
    } finally {
      workspace.write("orchestrator/agent-registry.yaml", registry);
      workspace.delete("agents/poet");
    }
  }

  @Test
  void shouldGiveAwayWhatAVersionConsistsOf() throws Exception {
    byte[] archive =
        authorized()
            .get("/internal/v1/workspace/versions/" + version)
            .then()
            .statusCode(200)
            .contentType("application/zip")
            .extract()
            .asByteArray();

    assertThat(WorkspaceArchive.unpack(archive).version()).isEqualTo(version);
    authorized()
        .get("/internal/v1/workspace/versions/0123456789abcdef")
        .then()
        .statusCode(404)
        .body("code", equalTo("VERSION_NOT_FOUND"));
    given().get("/internal/v1/workspace/versions/" + version).then().statusCode(401);
  }

  private Set<String> topics() throws Exception {
    try (AdminClient admin =
        AdminClient.create(Map.of("bootstrap.servers", servers.kafkaAddress()))) {
      return admin.listTopics().names().get();
    }
  }

  /** The watch may have been faster than the call, which then finds nothing to do. */
  private void reloadTheEdit() {
    reload()
        .body("result", oneOf("APPLIED", "UNCHANGED"))
        .body("version", not(equalTo(version)))
        .body("problems", empty());
  }

  private static ValidatableResponse reload() {
    return authorized().post("/internal/v1/workspace/reload").then().statusCode(200);
  }

  private static ValidatableResponse current() {
    return authorized().get("/internal/v1/workspace").then().statusCode(200);
  }

  private static RequestSpecification authorized() {
    return given().header("Authorization", "Bearer " + Api.TOKEN);
  }
}
