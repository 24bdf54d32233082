package io.openclaw.worker.plan;

import static io.openclaw.worker.fixture.Goals.dataset;
import static io.openclaw.worker.fixture.Goals.goal;
import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.json;
import static io.openclaw.worker.fixture.Workspaces.tool;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Attachment;
import io.openclaw.worker.plan.Source.Origin;
import io.openclaw.worker.skill.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputBinderTest {
  private static final String TABLE = "{'type':'string','format':'file','x-accepts':['.csv']}";
  private static final String TEXT = "{'type':'string'}";

  private Map<String, JsonNode> stepInputs = Map.of();
  private List<Attachment> attachments = List.of();
  private Map<String, JsonNode> produced = Map.of();

  @Test
  void shouldHandTheUsersWordsToAnInputCalledRequest() {
    assertThat(bind("request", "{'request':" + TEXT + "}"))
        .containsExactly(Map.entry("request", value("the request", Origin.REQUEST)));
  }

  @Test
  void shouldPreferTheStepsInputsToEarlierCallsAndThoseToAttachments() {
    // given
    stepInputs = Map.of("a", json("1"));
    produced = Map.of("a", json("2"), "b", json("3"));
    attachments = List.of(dataset("b.csv"), dataset("c.csv"));

    // then
    assertThat(bind("a,b,c", "{'a':" + TEXT + ",'b':" + TABLE + ",'c':" + TABLE + "}"))
        .containsExactly(
            Map.entry("a", new Source.Value(json("1"), Origin.STEP_INPUT)),
            Map.entry("b", new Source.Value(json("3"), Origin.EARLIER_CALL)),
            Map.entry("c", value("/workspace/datasets/c.csv", Origin.ATTACHMENT)));
  }

  @Test
  void shouldTakeTheFirstAttachmentThatFitsARequiredFile() {
    // given
    attachments = List.of(dataset("notes.md"), dataset("ROWS.CSV"), dataset("more.csv"));

    // then
    assertThat(bind("data", "{'data':" + TABLE + ",'other':" + TABLE + "}"))
        .containsExactly(
            Map.entry("data", value("/workspace/datasets/ROWS.CSV", Origin.ATTACHMENT)));
  }

  @Test
  void shouldTakeAnAttachmentByItsNameFirst() {
    // given
    attachments = List.of(dataset("rows.csv"), dataset("User_Feedback.csv"));

    // then
    assertThat(bind("", "{'user_feedback':" + TABLE + ",'market_research':" + TABLE + "}"))
        .containsExactly(
            Map.entry(
                "user_feedback",
                value("/workspace/datasets/User_Feedback.csv", Origin.ATTACHMENT)));
  }

  @Test
  void shouldNotTakeADataSetForUserFeedback() {
    // given
    attachments = List.of(dataset("penguins.csv"));

    // then
    assertThat(bind("", "{'user_feedback':" + TABLE + ",'market_research':" + TABLE + "}"))
        .isEmpty();
  }

  @Test
  void shouldTakeAnAttachmentForASingleOptionalFile() {
    // given
    attachments = List.of(dataset("rows.csv"));

    // then
    assertThat(bind("", "{'model':" + TEXT + ",'data':" + TABLE + "}"))
        .containsExactly(
            Map.entry("data", value("/workspace/datasets/rows.csv", Origin.ATTACHMENT)));
  }

  @Test
  void shouldNotGiveOneAttachmentToTwoInputsOfACall() {
    // given
    attachments = List.of(dataset("one.csv"));

    // then
    assertThat(bind("left,right", "{'left':" + TABLE + ",'right':" + TABLE + "}"))
        .containsOnlyKeys("left");
  }

  @Test
  void shouldHandAnArtifactToAFileByItsAddress() {
    // given
    stepInputs =
        Map.of("data", json("{'artifact':'clean.csv','uri':'artifact:t/s/a/1/clean.csv'}"));

    // then
    assertThat(bind("data", "{'data':" + TABLE + "}"))
        .containsExactly(Map.entry("data", value("artifact:t/s/a/1/clean.csv", Origin.STEP_INPUT)));
  }

  @Test
  void shouldTakeNullForNothing() {
    // given
    stepInputs = Map.of("a", json("null"));

    // then
    assertThat(bind("a", "{'a':" + TEXT + "}")).isEmpty();
  }

  private Map<String, Source> bind(String required, String properties) {
    Tool tool = tool(handler("handler").inputs(required, properties).build());
    Goal goal = goal("the request", stepInputs, attachments, null);
    InputBinder binder = new InputBinder(goal, produced, tool);
    Map<String, Source> bound = new LinkedHashMap<>();
    Schema.inputs(tool.handler().inputs())
        .forEach((name, schema) -> {
          Source source = binder.bind(name, schema);
          if (source != null) {
            bound.put(name, source);
          }
        });
    return bound;
  }

  private static Source value(String text, Origin origin) {
    return new Source.Value(json("'" + text + "'"), origin);
  }
}
