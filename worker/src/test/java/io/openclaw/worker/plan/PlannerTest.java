package io.openclaw.worker.plan;

import static io.openclaw.worker.fixture.Goals.dataset;
import static io.openclaw.worker.fixture.Goals.goal;
import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.json;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static io.openclaw.worker.fixture.Workspaces.tools;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Attachment;
import io.openclaw.worker.plan.Source.Origin;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String TABLE = "{'type':'string','format':'file','x-accepts':['.csv']}";
  private static final String OBJECT = "{'type':'object'}";

  private static final Handler PROFILE =
      handler("profile")
          .produces("dataset_profile")
          .inputs("dataset", "{'dataset':" + TABLE + "}")
          .build();
  private static final Handler TRAIN =
      handler("train")
          .produces("trained_model")
          .inputs(
              "training_data", "{'training_data':" + TABLE + ",'tech_design_doc':" + OBJECT + "}")
          .build();
  private static final Handler EVALUATE =
      handler("evaluate")
          .produces("evaluation_report")
          .inputs("trained_model", "{'trained_model':" + OBJECT + "}")
          .build();
  private static final Handler DEPLOY =
      handler("deploy")
          .produces("deployed_model")
          .inputs(
              "trained_model,evaluation_report",
              "{'request':{'type':'string'},'trained_model':"
                  + OBJECT
                  + ",'evaluation_report':"
                  + OBJECT
                  + "}")
          .build();
  private static final Handler SPECIFY =
      handler("specify")
          .produces("product_spec")
          .inputs(
              "request",
              "{'request':{'type':'string'},'dataset_profile':"
                  + OBJECT
                  + ",'user_feedback':"
                  + TABLE
                  + ",'market_research':"
                  + TABLE
                  + "}")
          .build();

  private Map<String, JsonNode> stepInputs = Map.of();
  private List<Attachment> attachments = List.of();
  private Map<String, JsonNode> produced = Map.of();

  @Test
  void shouldChainBackwardsOverRequiredInputs() {
    // given
    attachments = List.of(dataset("penguins.csv"));

    // when
    Plan plan = plan(0, DEPLOY, EVALUATE, TRAIN);

    // then
    assertThat(names(plan)).containsExactly("train", "evaluate", "deploy");
    assertThat(inputs(plan, "train"))
        .containsEntry(
            "training_data", value("/workspace/datasets/penguins.csv", Origin.ATTACHMENT));
    assertThat(inputs(plan, "evaluate").get("trained_model")).isInstanceOf(Source.OutputOf.class);
  }

  @Test
  void shouldPreferInputsOfTheStepToEverythingElse() {
    // given
    attachments = List.of(dataset("penguins.csv"));
    stepInputs =
        Map.of(
            "trained_model",
            json("{'name':'given'}"),
            "training_data",
            json("'/workspace/datasets/other.csv'"));

    // when
    Plan deployed = plan(0, DEPLOY, EVALUATE, TRAIN);
    Plan trained = plan(2, DEPLOY, EVALUATE, TRAIN);

    // then
    assertThat(names(deployed)).containsExactly("evaluate", "deploy");
    assertThat(inputs(trained, "train"))
        .containsEntry("training_data", value("/workspace/datasets/other.csv", Origin.STEP_INPUT));
  }

  @Test
  void shouldUseWhatEarlierCallsProduced() {
    // given
    produced = Map.of("trained_model", json("{'name':'m'}"));

    // when
    Plan plan = plan(0, DEPLOY, EVALUATE, TRAIN);

    // then
    assertThat(names(plan)).containsExactly("evaluate", "deploy");
    assertThat(inputs(plan, "evaluate"))
        .containsEntry(
            "trained_model", new Source.Value(json("{'name':'m'}"), Origin.EARLIER_CALL));
  }

  @Test
  void shouldRunAProducerForAnOptionalInputThatCanBeHad() {
    // given
    attachments = List.of(dataset("penguins.csv"));

    // when
    Plan plan = plan(0, SPECIFY, PROFILE);

    // then
    assertThat(names(plan)).containsExactly("profile", "specify");
  }

  @Test
  void shouldDoWithoutAnOptionalInputThatCannotBeHad() {
    // when
    Plan plan = plan(0, SPECIFY, PROFILE);

    // then
    assertThat(names(plan)).containsExactly("specify");
    assertThat(inputs(plan, "specify")).containsOnlyKeys("request");
  }

  @Test
  void shouldNameWhatIsMissingAtTheBeginningOfTheChain() {
    // when
    Plan plan = plan(0, DEPLOY, EVALUATE, TRAIN);

    // then
    assertThat(plan)
        .isInstanceOfSatisfying(
            Plan.Missing.class,
            missing -> {
              assertThat(missing.failure().code()).isEqualTo("INPUT_MISSING");
              assertThat(missing.failure().retryable()).isFalse();
              assertThat(missing.failure().message())
                  .contains("test:train needs 'training_data'", "(.csv)", "/workspace/datasets");
            });
  }

  @Test
  void shouldNotRunInCircles() {
    // given
    Handler hen =
        handler("hen").produces("egg").inputs("chick", "{'chick':" + OBJECT + "}").build();
    Handler egg =
        handler("hatch").produces("chick").inputs("egg", "{'egg':" + OBJECT + "}").build();

    // when
    Plan plan = plan(0, hen, egg);

    // then
    assertThat(plan)
        .isInstanceOfSatisfying(
            Plan.Missing.class, m -> assertThat(m.failure().message()).contains("hatch", "'egg'"));
  }

  @Test
  void shouldBreakACircleOfOptionalInputs() {
    // given
    Handler a = handler("a").produces("A").inputs("", "{'B':" + OBJECT + "}").build();
    Handler b = handler("b").produces("B").inputs("", "{'A':" + OBJECT + "}").build();

    // when
    Plan plan = plan(0, a, b);

    // then
    assertThat(names(plan)).containsExactly("b", "a");
  }

  @Test
  void shouldTryTheNextProducerWhereTheFirstOneCannotRun() {
    // given
    Handler poor =
        handler("poor").produces("P").inputs("nothing", "{'nothing':" + OBJECT + "}").build();
    Handler rich = handler("rich").produces("P").build();
    Handler user = handler("user").inputs("P", "{'P':" + OBJECT + "}").build();

    // when
    Plan plan = plan(0, user, poor, rich);

    // then
    assertThat(names(plan)).containsExactly("rich", "user");
  }

  @Test
  void shouldEndSoonOnATangleOfOptionalInputs() {
    // given
    List<Handler> handlers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      StringBuilder properties = new StringBuilder("{'never':" + OBJECT);
      for (int j = 0; j < 30; j++) {
        properties.append(",'out").append(j).append("':").append(OBJECT);
      }
      String required = i == 0 ? "" : "never";
      handlers.add(handler("h" + i).produces("out" + i).inputs(required, properties + "}").build());
    }

    // when
    long began = System.nanoTime();
    Plan plan = plan(0, handlers.toArray(Handler[]::new));

    // then
    assertThat(names(plan)).containsExactly("h0");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  private Plan plan(int target, Handler... handlers) {
    List<Tool> tools = tools(skill("test", Visibility.PUBLIC, handlers));
    Goal goal = goal("the request", stepInputs, attachments, null);
    return new Planner(goal, tools, produced).planFor(tools.get(target));
  }

  private static Source value(String text, Origin origin) {
    return new Source.Value(json("'" + text + "'"), origin);
  }

  private static List<String> names(Plan plan) {
    return ((Plan.Ready) plan).calls().stream().map(call -> call.tool().handler().name()).toList();
  }

  private static Map<String, Source> inputs(Plan plan, String handler) {
    return ((Plan.Ready) plan)
        .calls().stream()
            .filter(call -> call.tool().handler().name().equals(handler))
            .findFirst()
            .orElseThrow()
            .inputs();
  }
}
