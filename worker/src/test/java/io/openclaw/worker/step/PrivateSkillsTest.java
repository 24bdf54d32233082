package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static io.openclaw.worker.fixture.Workspaces.binding;
import static io.openclaw.worker.fixture.Workspaces.owned;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static io.openclaw.worker.fixture.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.agent.AgentLoop;
import io.openclaw.worker.agent.DirectHandler;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.agent.Turn;
import io.openclaw.worker.artifact.Artifacts;
import io.openclaw.worker.fixture.Json;
import io.openclaw.worker.fixture.RecordingLiveView;
import io.openclaw.worker.fixture.ScriptedCalls;
import io.openclaw.worker.skill.SkillOutcome;
import io.openclaw.worker.skill.Tool;
import io.openclaw.worker.value.LargeValues;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever asks for a skill, a rule, a workflow, a schedule, a client or a retry, comes to a worker
 * as a step: for an agent or for none, with a handler, with skills, or with neither.
 */
class PrivateSkillsTest {
  @TempDir Path folder;
  private final ScriptedCalls calls =
      new ScriptedCalls(tool -> new SkillOutcome.Returned(Json.object("{}"), List.of()));
  private final List<String> offered = new ArrayList<>();
  private AgentWork work;

  @BeforeEach
  void prepare() throws Exception {
    Files.createDirectories(folder.resolve("workspace"));
    Agent owner = agent("owner", List.of(), binding("secret"));
    // No sound workspace has this binding; a worker does not rest on that.
    Agent rival = agent("rival", List.of(), binding("secret"), binding("shared/search"));
    Workspace workspace =
        workspace(
            folder.resolve("workspace"),
            List.of(owner, rival),
            List.of(
                owned("owner", "secret", handler("tell").build()),
                skill("shared/search", Visibility.PUBLIC, handler("search").build())));
    work =
        new AgentWork(
            version -> workspace,
            new Artifacts(
                new FileArtifactStore(folder.resolve("data")),
                folder.resolve("scratch"),
                folder.resolve("copies"),
                1 << 20),
            new LargeValues(1 << 16, 1 << 18),
            new AgentLoop(
                (conversation, sink) -> {
                  conversation.tools().stream().map(Tool::id).forEach(offered::add);
                  return new Turn.Final("done");
                },
                calls,
                new RecordingLiveView(),
                Clock.systemUTC(),
                3),
            new DirectHandler(calls));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a request that goes to no agent, shared, '', secret:tell, 1",
    "a workflow's step with a handler, rival, '', secret:tell, 1",
    "a workflow's step with skills, rival, secret, , 1",
    "skills among others, rival, shared/search+secret, , 1",
    "both, rival, shared/search, secret:tell, 1",
    "a further attempt, rival, '', secret:tell, 2",
  })
  void shouldRefuseAnybodyElse(
      String way, String agent, String skills, @Nullable String handler, int attempt)
      throws Exception {
    for (Map<String, JsonNode> inputs :
        List.of(
            Map.<String, JsonNode>of(),
            Map.<String, JsonNode>of(
                "agent", TextNode.valueOf("owner"), "owner", TextNode.valueOf("rival")))) {
      RunStep step = step(agent, list(skills), handler, attempt, inputs);

      assertThat(work.run(step)).as(way).isInstanceOf(Outcome.Failed.class);
      assertThat(((Outcome.Failed) work.run(step)).failure().code())
          .as(way)
          .isEqualTo("FORBIDDEN_SKILL");
    }
    assertThat(calls.calls()).isEmpty();
    assertThat(offered).isEmpty();
  }

  @Test
  void shouldNotOfferItToTheModelOfAnotherAgentThatMayChoose() throws Exception {
    assertThat(work.run(step("rival", List.of(), null, 1, Map.of())))
        .isInstanceOf(Outcome.Completed.class);

    assertThat(offered).containsExactly("shared/search:search");
  }

  @Test
  void shouldServeItsOwnerOnAllWays() throws Exception {
    assertThat(work.run(step("owner", List.of(), "secret:tell", 1, Map.of())))
        .isInstanceOf(Outcome.Completed.class);
    assertThat(work.run(step("owner", List.of("secret"), null, 1, Map.of())))
        .isInstanceOf(Outcome.Completed.class);
    assertThat(work.run(step("owner", List.of(), null, 1, Map.of())))
        .isInstanceOf(Outcome.Completed.class);

    assertThat(calls.calls()).containsExactly("call-1 secret:tell {}");
    assertThat(offered).containsExactly("secret:tell", "secret:tell", "shared/search:search");
  }

  private static List<String> list(String skills) {
    return skills.isEmpty() ? List.of() : List.of(skills.split("\\+"));
  }

  private static RunStep step(
      String agent,
      List<String> skills,
      @Nullable String handler,
      int attempt,
      Map<String, JsonNode> inputs) {
    return new RunStep(
        UUID.randomUUID(),
        Instant.EPOCH,
        "acme",
        new StepAttempt("step-1", agent, attempt),
        "0123456789abcdef",
        "Tell me",
        "Tell me",
        inputs,
        List.of(),
        skills,
        handler,
        null,
        Duration.ofMinutes(1),
        "key",
        null,
        List.of());
  }
}
