package io.openclaw.orchestrator.route;

import static io.openclaw.orchestrator.support.Workspaces.agent;
import static io.openclaw.orchestrator.support.Workspaces.handler;
import static io.openclaw.orchestrator.support.Workspaces.rule;
import static io.openclaw.orchestrator.support.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import io.openclaw.event.Attachment;
import io.openclaw.event.Conditions;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.support.Workspaces;
import io.openclaw.workspace.RetryPolicy;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillBinding;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Attachment PENGUINS =
      new Attachment("penguins.csv", "/workspace/datasets/penguins.csv");

  @Test
  void shouldPlanTheProductsWorkflow() {
    // given
    Workspace workspace = Workspaces.product();
    Planner planner = new Planner(workspace, Datasets.in(workspace.root()));

    // when
    Planning planning =
        planner.plan(submit("端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型"));

    // then
    Plan plan = ((TaskInput.Planned) planning.input()).plan();
    assertThat(planning.attachments()).containsExactly(PENGUINS);
    assertThat(plan.inputs())
        .containsExactly(Map.entry("training_data", TextNode.valueOf(PENGUINS.path())));
    assertThat(plan.timeout()).isEqualTo(Duration.ofMinutes(130));
    assertThat(plan.workspaceVersion()).isEqualTo(workspace.version());
    assertThat(plan.steps())
        .extracting(PlannedStep::id)
        .containsExactly("step-1", "step-2", "step-3", "step-4");
    assertThat(((Work.ByAgents) plan.steps().get(2).work()).retry().maxRetries()).isEqualTo(3);
    assertThat(plan.steps().get(2).timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(((Work.ByAgents) plan.steps().get(3).work()).agents())
        .containsExactly("agent-pm-002", "agent-arch-003", "agent-ai-001");
  }

  @Test
  void shouldPlanAPlainRequestForASharedSkill() {
    // given
    Workspace workspace = Workspaces.product();
    Planner planner = new Planner(workspace, Datasets.in(workspace.root()));

    // when
    Planning planning = planner.plan(submit("分析 workspace/datasets/penguins.csv"));

    // then
    Plan plan = ((TaskInput.Planned) planning.input()).plan();
    assertThat(planning.attachments()).containsExactly(PENGUINS);
    assertThat(plan.timeout()).as("the rule's").isEqualTo(Duration.ofMinutes(5));
    PlannedStep step = plan.steps().getFirst();
    assertThat(((Work.ByAgents) step.work()).agents()).containsExactly("shared");
    assertThat(((Work.ByAgents) step.work()).handler()).isEqualTo("shared/data-analysis:profile");
    assertThat(((Work.ByAgents) step.work()).skills()).containsExactly("shared/data-analysis");
    assertThat(step.expectedOutput()).isEqualTo("dataset_profile");
    assertThat(step.timeout()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldRefuseAPlainRequestForAFileThatIsNotThere() {
    // given
    Workspace workspace = Workspaces.product();
    Planner planner = new Planner(workspace, Datasets.in(workspace.root()));

    // when
    TaskInput.Rejected rejected =
        rejected(planner.plan(submit("Analyse workspace/datasets/nothere.csv")));

    // then
    assertThat(rejected.cause())
        .isEqualTo(
            Failure.permanent(
                "FILE_NOT_FOUND",
                "There is no file workspace/datasets/nothere.csv: correct its name, or put it under"
                    + " workspace/datasets"));
  }

  @Test
  void shouldSayWhichInputIsMissingAndHowToGiveIt() {
    // when
    TaskInput.Rejected rejected = rejected(planner().plan(submit("flow")));

    // then
    assertThat(rejected.cause())
        .isEqualTo(
            Failure.permanent(
                "INPUT_MISSING",
                "Workflow flow needs the input training_data: name a .csv or .json file that lies"
                    + " under workspace/datasets in the text, or give it as inputs.training_data"));
    assertThat(rejected.plan()).isNotNull();
  }

  @Test
  void shouldNameTheFileThatIsNotThere() {
    assertThat(rejected(planner().plan(submit("flow with datasets/none.csv"))).cause().message())
        .contains("training_data (there is no file workspace/datasets/none.csv)");
  }

  @Test
  void shouldBindFilesByNameThenByNeed() {
    // when
    Plan plan =
        planned(
            planner()
                .plan(
                    submit("flow of datasets/user-feedback.csv, datasets/b.json, datasets/c.txt")));

    // then: c.txt could only be a guess
    assertThat(plan.inputs())
        .containsOnly(
            Map.entry("user_feedback", TextNode.valueOf("/workspace/datasets/user-feedback.csv")),
            Map.entry("training_data", TextNode.valueOf("/workspace/datasets/b.json")));
  }

  @Test
  void shouldLetExplicitInputsWin() {
    // when
    Plan plan =
        planned(
            planner()
                .plan(
                    submit(
                        "flow of datasets/penguins.csv",
                        null,
                        Map.of(
                            "training_data", TextNode.valueOf("datasets/b.json"),
                            "extra", TextNode.valueOf("as it is")))));

    // then
    assertThat(plan.inputs())
        .containsOnly(
            Map.entry("training_data", TextNode.valueOf("/workspace/datasets/b.json")),
            Map.entry("extra", TextNode.valueOf("as it is")));
  }

  @Test
  void shouldRefuseAnExplicitInputThatIsNoSuchFile() {
    Map<String, JsonNode> outside = Map.of("training_data", TextNode.valueOf("/etc/passwd"));
    Map<String, JsonNode> otherKind = Map.of("training_data", TextNode.valueOf("datasets/c.txt"));

    assertThat(rejected(planner().plan(submit("flow", null, outside))).cause().message())
        .isEqualTo(
            "Input training_data of workflow flow must be the path of a file under"
                + " workspace/datasets, and is \"/etc/passwd\"");
    assertThat(rejected(planner().plan(submit("flow", null, otherKind))).cause().message())
        .isEqualTo(
            "Input training_data of workflow flow must be a .csv or .json file, and is"
                + " /workspace/datasets/c.txt");
  }

  @Test
  void shouldPutStepsInAnOrderInWhichTheyCanRun() {
    // when
    Plan plan = planned(planner().plan(submit("flow of datasets/penguins.csv")));

    // then
    assertThat(plan.steps()).extracting(PlannedStep::id).containsExactly("first", "second");
  }

  @Test
  void shouldTakeTimeoutsAndRetriesFromBindingsAndSkills() {
    // when
    Plan plan = planned(planner().plan(submit("flow of datasets/penguins.csv")));

    // then: first has the slower of the binding's 40 s and the other skill's own 30 s
    assertThat(plan.steps().get(0).timeout()).isEqualTo(Duration.ofSeconds(40));
    assertThat(((Work.ByAgents) plan.steps().get(0).work()).retry().maxRetries()).isEqualTo(2);
    assertThat(plan.steps().get(1).timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(((Work.ByAgents) plan.steps().get(1).work()).retry().maxRetries()).isZero();
    // and with no total timeout anywhere: all steps, every try, and the waits of 1 s and 2 s
    // between
    assertThat(plan.timeout()).isEqualTo(Duration.ofSeconds(3 * 40 + 1 + 2 + 7).plusHours(1));
  }

  @Test
  void shouldRefuseWhatIsNoListForAList() {
    Map<String, JsonNode> wrong = Map.of("chapters", TextNode.valueOf("one"));
    Map<String, JsonNode> right =
        Map.of("chapters", JsonNodeFactory.instance.arrayNode().add("one"));

    assertThat(
            rejected(planner().plan(submit("flow of datasets/b.json", null, wrong)))
                .cause()
                .message())
        .isEqualTo("Input chapters of workflow flow must be a list, and is \"one\"");
    assertThat(planned(planner().plan(submit("flow of datasets/b.json", null, right))).inputs())
        .containsAllEntriesOf(right);
  }

  @Test
  void shouldPlanForAnAgentThatIsNamed() {
    // when
    Plan plan =
        planned(planner().plan(submit("flow", "a2", Map.of("note", TextNode.valueOf("be quick")))));

    // then: a2 has no skill of its own
    PlannedStep step = plan.steps().getFirst();
    assertThat(plan.route().rule()).isEqualTo("requested");
    assertThat(((Work.ByAgents) step.work()).agents()).containsExactly("a2");
    assertThat(step.inputs()).containsExactly("note");
    assertThat(step.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(((Work.ByAgents) step.work()).handler()).isNull();
  }

  private static Planner planner() {
    Map<String, Workflow.Input> inputs = new LinkedHashMap<>();
    inputs.put("user_feedback", file("user_feedback", List.of(), false));
    inputs.put("training_data", file("training_data", List.of(".csv", ".json"), true));
    inputs.put(
        "chapters", new Workflow.Input("chapters", Workflow.InputType.LIST, List.of(), false));
    Workflow flow =
        new Workflow(
            "flow",
            inputs,
            List.of(
                step("second", List.of("a2"), List.of("s/two"), Duration.ofSeconds(7), "first"),
                step("first", List.of("a1", "a2"), List.of("s/one", "s/two"), null)),
            null);
    Workspace workspace =
        Workspaces.of(
            List.of(
                agent(
                    "a1",
                    new SkillBinding("s/one", "latest", Duration.ofSeconds(40), RetryPolicy.of(2))),
                agent("a2")),
            List.of(
                skill("s/one", Visibility.PUBLIC, 20, handler("one", "one", null)),
                skill("s/two", Visibility.PUBLIC, 30, handler("two", "two", null))),
            List.of(
                new RoutingRule(
                    "to-flow",
                    Pattern.compile("flow"),
                    1,
                    null,
                    new RoutingRule.Target.WorkflowId("flow")),
                rule("rest", ".*", 0, new RoutingRule.Target.SharedSkill())),
            List.of(flow));
    Set<String> files =
        Set.of(
            "datasets/penguins.csv",
            "datasets/user-feedback.csv",
            "datasets/b.json",
            "datasets/c.txt");
    return new Planner(workspace, files::contains);
  }

  private static Workflow.Input file(String name, List<String> accepts, boolean required) {
    return new Workflow.Input(name, Workflow.InputType.FILE, accepts, required);
  }

  private static Workflow.Step step(
      String id,
      List<String> agents,
      List<String> skills,
      @Nullable Duration timeout,
      String... dependsOn) {
    return new Workflow.Step(
        id,
        "the " + id,
        null,
        agents,
        agents.size(),
        null,
        List.of(),
        skills,
        null,
        timeout,
        List.of(dependsOn),
        Conditions.NONE);
  }

  private static SubmitTask submit(String text) {
    return submit(text, null, Map.of());
  }

  private static SubmitTask submit(
      String text, @Nullable String agent, Map<String, JsonNode> inputs) {
    return new SubmitTask(UUID.randomUUID(), Instant.EPOCH, "default", text, agent, inputs);
  }

  private static Plan planned(Planning planning) {
    return ((TaskInput.Planned) planning.input()).plan();
  }

  private static TaskInput.Rejected rejected(Planning planning) {
    return (TaskInput.Rejected) planning.input();
  }
}
