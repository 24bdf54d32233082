package io.openclaw.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.support.GeneratedWorkspace;
import io.openclaw.orchestrator.support.GeneratedWorkspace.Size;
import io.openclaw.task.RouteExplanation;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

/** Any sound workspace loads, and any request is planned by it or refused with a reason. */
class PlannerPropertyTest {
  /** It ends in the year 294276. */
  private static final Duration POSTGRESQLS_CALENDAR = Duration.ofDays(365L * 290_000);

  private Path folder = Path.of("");

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("openclaw-workspace");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  void shouldPlanOrRefuseAnyRequest(
      @ForAll("sizes") Size size, @ForAll long seed, @ForAll("texts") List<String> texts) {
    // given
    GeneratedWorkspace.write(GeneratedWorkspace.files(size, seed), folder);
    Workspace workspace = load();
    Planner planner = new Planner(workspace, path -> path.endsWith(".csv"));
    List<@Nullable String> asked = new ArrayList<>(workspace.agents().keySet());
    asked.add(null);
    asked.add("nobody");

    for (String text : texts) {
      for (String agent : asked) {
        for (Map<String, JsonNode> inputs : INPUTS) {
          // when
          TaskInput input = planner.plan(submit(text, agent, inputs)).input();

          // then
          check(input, workspace, agent == null ? planner.explain(text) : null);
        }
      }
    }
  }

  private static final List<Map<String, JsonNode>> INPUTS =
      List.of(
          Map.of(),
          Map.of("data", TextNode.valueOf("/workspace/datasets/a.csv")),
          Map.of("data", IntNode.valueOf(1), "words", TextNode.valueOf("")));

  @Provide
  Arbitrary<Size> sizes() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 4);
    return Combinators.combine(few, few, few, few, Arbitraries.integers().between(1, 8))
        .as(Size::new);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> words =
        Arbitraries.of(
            "write",
            "写",
            "abc",
            "12345",
            " ",
            "",
            "\n",
            "workspace/datasets/a.csv",
            "/workspace/datasets/../a.csv",
            "datasets/没有.csv",
            "🚀",
            "\u0000",
            "\ud800");
    Arbitrary<String> phrases = words.list().ofMaxSize(6).map(parts -> String.join(" ", parts));
    return Arbitraries.oneOf(phrases, Arbitraries.strings().ofMaxLength(200)).list().ofSize(3);
  }

  private Workspace load() {
    return switch (WorkspaceLoader.load(folder)) {
      case LoadResult.Loaded loaded -> loaded.workspace();
      case LoadResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private static void check(
      TaskInput input, Workspace workspace, @Nullable RouteExplanation explanation) {
    switch (input) {
      case TaskInput.Planned planned -> {
        checkPlan(planned.plan(), workspace);
        if (explanation != null) {
          assertThat(explanation.route()).isEqualTo(planned.plan().route());
        }
      }
      case TaskInput.Rejected rejected -> {
        assertThat(rejected.cause().code()).isNotBlank();
        assertThat(rejected.cause().message()).isNotBlank();
      }
      default -> throw new AssertionError(input);
    }
  }

  private static void checkPlan(Plan plan, Workspace workspace) {
    assertThat(plan.timeout()).isPositive().isLessThan(POSTGRESQLS_CALENDAR);
    assertThat(plan.workspaceVersion()).isEqualTo(workspace.version());
    plan.steps().forEach(step -> checkStep(step, workspace));
  }

  private static void checkStep(PlannedStep step, Workspace workspace) {
    assertThat(step.timeout()).isPositive().isLessThan(POSTGRESQLS_CALENDAR);
    switch (step.work()) {
      case Work.ByAgents work -> {
        assertThat(work.agents())
            .isNotEmpty()
            .allMatch(id -> id.equals(StepAttempt.SHARED) || workspace.agent(id) != null);
        assertThat(work.skills()).allMatch(id -> workspace.skill(id) != null);
      }
      case Work.SubWorkflow work -> {
        assertThat(workspace.workflows()).containsKey(work.workflow());
        work.steps().forEach(inner -> checkStep(inner, workspace));
      }
    }
  }

  private static SubmitTask submit(
      String text, @Nullable String agent, Map<String, JsonNode> inputs) {
    return new SubmitTask(new UUID(0, 1), Instant.EPOCH, "default", text, agent, inputs);
  }
}
