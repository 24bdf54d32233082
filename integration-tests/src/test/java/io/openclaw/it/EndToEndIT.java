package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Route;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.TaskEvent.StepStarted;
import io.openclaw.event.TaskEvent.TaskCompleted;
import io.openclaw.event.TaskEvent.TaskRouted;
import io.openclaw.it.Gateway.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new user does first. */
@ExtendWith(RunningStack.class)
class EndToEndIT {
  private static final String CHINESE = "端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型";
  private static final String ENGLISH =
      "End to end: train and deploy a penguin species classifier from"
          + " workspace/datasets/penguins.csv";

  @ParameterizedTest
  @ValueSource(strings = {CHINESE, ENGLISH})
  void shouldTakeTheDeliveryWorkflowThroughAllFourSteps(String text, RunningStack stack)
      throws Exception {
    // when
    UUID task = stack.gateway().submit(text);
    List<TaskEvent> events = recorded(stack.gateway().events(task, null));

    // then
    TaskRouted routed = only(events, TaskRouted.class);
    assertThat(routed.route().rule()).isEqualTo("end_to_end_feature_delivery");
    assertThat(routed.route().kind()).isEqualTo(Route.Kind.WORKFLOW);
    assertThat(stepsAndAgents(events))
        .startsWith("step-1 agent-pm-002", "step-2 agent-arch-003", "step-3 agent-ai-001")
        .containsExactlyInAnyOrder(
            "step-1 agent-pm-002",
            "step-2 agent-arch-003",
            "step-3 agent-ai-001",
            "step-4 agent-pm-002",
            "step-4 agent-arch-003",
            "step-4 agent-ai-001");
    TaskCompleted completed = only(events, TaskCompleted.class);
    assertThat(completed.result().outputs())
        .containsKeys("product_spec", "tech_design_doc", "deployed_model", "review_report");
    assertMeasured(
        Objects.requireNonNull(completed.result().outputs().get("deployed_model")), stack);
    completed.result().artifacts().forEach(artifact -> assertThat(stack.file(artifact)).exists());
  }

  private static void assertMeasured(JsonNode model, RunningStack stack) {
    double accuracy = model.at("/metrics/accuracy").asDouble();
    double baseline = model.at("/baseline/metrics/accuracy").asDouble();
    assertThat(baseline).as("the most frequent of three species").isBetween(0.3, 0.6);
    assertThat(accuracy).isGreaterThan(baseline + 0.3).isLessThanOrEqualTo(1.0);
    assertThat(model.path("per_class")).hasSize(3);
    assertThat(model.at("/confusion_matrix/labels")).hasSize(3);
    Path folder = stack.cli().workspace().resolveSibling(model.path("path").asText());
    assertThat(Files.isDirectory(folder)).as("folder of the deployed model: " + folder).isTrue();
  }

  @Test
  void shouldShowWhatHappensInTheTerminal(RunningStack stack) throws Exception {
    // when
    Cli.Outcome ask = stack.cli().run("ask", CHINESE);

    // then
    assertThat(ask.exitCode()).as(ask.err()).isZero();
    assertThat(ask.out())
        .contains("end_to_end_feature_delivery")
        .contains("产品经理", "架构师", "AI工程师")
        .contains("product_spec.md", "tech_design_doc.md", "review_report.md")
        .contains("accuracy");
  }

  @Test
  void shouldAnswerPlainRequestByOneSharedSkill(RunningStack stack) throws Exception {
    // when
    UUID task = stack.gateway().submit("分析 workspace/datasets/penguins.csv");
    List<Seen> seen = stack.gateway().events(task, null);

    // then
    TaskRouted routed = only(recorded(seen), TaskRouted.class);
    assertThat(routed.route().rule()).isEqualTo("default_shared_skills");
    assertThat(routed.route().target()).startsWith("shared/data-analysis");
    assertThat(stepsAndAgents(recorded(seen)))
        .singleElement()
        .asString()
        .endsWith(StepAttempt.SHARED);
    assertThat(only(recorded(seen), TaskCompleted.class).result().text()).contains("344");
    assertThat(seen).extracting(Seen::type).contains("io.openclaw.live.skill-called.v1");
  }

  @Test
  void shouldEndWithReasonWhenTheTaskFails(RunningStack stack) throws Exception {
    // when the workflow's data is missing
    Cli.Outcome ask = stack.cli().run("ask", "端到端: 训练并上线一个模型");

    // then
    assertThat(ask.exitCode()).isEqualTo(1);
    assertThat(ask.err()).contains("training_data").contains("INPUT_MISSING");
  }

  private static List<String> stepsAndAgents(List<TaskEvent> events) {
    return events.stream()
        .filter(StepStarted.class::isInstance)
        .map(StepStarted.class::cast)
        .map(started -> started.step().stepId() + " " + started.step().agentId())
        .toList();
  }

  private static List<TaskEvent> recorded(List<Seen> seen) {
    return seen.stream().map(Seen::recorded).filter(Objects::nonNull).toList();
  }

  private static <T extends TaskEvent> T only(List<TaskEvent> events, Class<T> type) {
    List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).as(type.getSimpleName() + " in " + events).hasSize(1);
    return found.getFirst();
  }
}
