package io.openclaw.worker.model;

import static io.openclaw.worker.fixture.Goals.asking;
import static io.openclaw.worker.fixture.Goals.dataset;
import static io.openclaw.worker.fixture.Goals.goal;
import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static io.openclaw.worker.fixture.Workspaces.tools;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import io.openclaw.worker.agent.Conversation;
import io.openclaw.worker.agent.Conversation.Done;
import io.openclaw.worker.agent.Conversation.Exchange;
import io.openclaw.worker.agent.ToolCall;
import io.openclaw.worker.agent.Turn;
import io.openclaw.worker.plan.Goal;
import io.openclaw.worker.skill.SkillOutcome;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalModelTest {
  private static final String FILE = "{'type':'string','format':'file','x-accepts':['.csv']}";
  private static final Handler PROFILE =
      handler("profile")
          .match("(?i)(分析|analyse)")
          .produces("dataset_profile")
          .inputs("dataset", "{'dataset':" + FILE + "}")
          .build();
  private static final Handler SPECIFY =
      handler("specify")
          .match("(?i)(需求|spec)")
          .produces("product_spec")
          .inputs("request", "{'request':{'type':'string'},'dataset_profile':{'type':'object'}}")
          .build();

  private final RehearsalModel model = new RehearsalModel();
  private final List<Tool> tools = tools(skill("test", Visibility.PUBLIC, SPECIFY, PROFILE));
  private final Map<String, SkillOutcome> outcomes = new HashMap<>();
  private final List<String> called = new ArrayList<>();
  private final List<String> deltas = new ArrayList<>();

  @Test
  void shouldCallWhatLeadsToTheExpectedOutputAndSumItUp() {
    // given
    outcomes.put("profile", returned("{'rows':344}", "profile.md"));
    outcomes.put("specify", returned("{'summary':'Spec is written.'}", "spec.md"));
    Goal goal = goal("Train a model", Map.of(), List.of(dataset("p.csv")), "product_spec");

    // when
    Turn end = converse(goal);

    // then
    assertThat(called).containsExactly("profile", "specify");
    assertThat(end)
        .isInstanceOfSatisfying(
            Turn.Final.class,
            last ->
                assertThat(last.text())
                    .contains("Rehearsal", "Spec is written.", "profile.md, spec.md"));
    assertThat(deltas).hasSizeGreaterThan(5);
    assertThat(String.join("", deltas))
        .contains("dataset is /workspace/datasets/p.csv", "dataset_profile from an earlier call");
  }

  @Test
  void shouldSpeakChineseWhereTheRequestDoes() {
    // given
    outcomes.put("specify", returned("{'summary':'规格已完成。'}"));

    // when
    Turn end = converse(goal("训练一个模型", Map.of(), List.of(), "product_spec"));

    // then
    assertThat(end)
        .isInstanceOfSatisfying(
            Turn.Final.class, last -> assertThat(last.text()).contains("彩排", "规格已完成。"));
  }

  @Test
  void shouldGoOnWithoutAnOptionalInputWhoseProducerFails() {
    // given
    outcomes.put("profile", failed("SKILL_NOT_READY", true));
    outcomes.put("specify", returned("{'summary':'Done.'}"));
    Goal goal = goal("spec", Map.of(), List.of(dataset("p.csv")), "product_spec");

    // when
    Turn end = converse(goal);

    // then
    assertThat(called).containsExactly("profile", "specify");
    assertThat(end).isInstanceOf(Turn.Final.class);
    assertThat(String.join("", deltas)).contains("profile did not work (SKILL_NOT_READY: no luck)");
  }

  @Test
  void shouldFailAsTheCallDidThatTheGoalNeeds() {
    // given
    outcomes.put("specify", failed("NO_DISK", true));

    // when
    Turn end = converse(goal("spec", Map.of(), List.of(), "product_spec"));

    // then
    assertThat(end).isEqualTo(new Turn.Failed(new Failure("NO_DISK", "no luck", true)));
  }

  @Test
  void shouldFailWhereAnInputIsMissing() {
    // when
    Turn end = converse(goal("x", Map.of(), List.of(), "dataset_profile"));

    // then
    assertThat(end)
        .isInstanceOfSatisfying(
            Turn.Failed.class,
            turn -> assertThat(turn.failure().code()).isEqualTo("INPUT_MISSING"));
    assertThat(called).isEmpty();
  }

  @Test
  void shouldFailWhereNoHandlerProducesWhatIsExpected() {
    // when
    Turn end = converse(goal("x", Map.of(), List.of(), "world_peace"));

    // then
    assertThat(end)
        .isInstanceOfSatisfying(
            Turn.Failed.class, turn -> assertThat(turn.failure().code()).isEqualTo("NO_HANDLER"));
  }

  @Test
  void shouldChooseTheHandlerThatFitsAPlainRequestBest() {
    // given
    outcomes.put("profile", returned("{'rows':344,'columns':8}"));
    Goal goal = goal("请分析 p.csv", Map.of(), List.of(dataset("p.csv")), null);

    // when
    Turn end = converse(goal);

    // then
    assertThat(called).containsExactly("profile");
    assertThat(end)
        .isInstanceOfSatisfying(
            Turn.Final.class, last -> assertThat(last.text()).contains("rows、columns"));
  }

  @Test
  void shouldSayWhatItCouldDoWhereNothingFits() {
    // when
    Turn english = converse(asking("Sing a song"));
    Turn chinese = converse(asking("唱首歌"));

    // then
    assertThat(called).isEmpty();
    assertThat(((Turn.Final) english).text())
        .contains(
            "I ran nothing", "- test:profile: Does profile. (needs dataset)", "- test:specify");
    assertThat(((Turn.Final) chinese).text()).contains("什么也没有运行", "（需要 dataset）");
  }

  @Test
  void shouldGiveTheSameTurnToTheSameConversation() {
    // given
    Goal goal = goal("spec", Map.of(), List.of(dataset("p.csv")), "product_spec");
    Conversation conversation = new Conversation("", goal, tools, List.of());

    // when
    Turn first = model.next(conversation, text -> {});
    Turn second = model.next(conversation, text -> {});

    // then
    assertThat(first).isEqualTo(second);
  }

  private Turn converse(Goal goal) {
    Conversation conversation = new Conversation("", goal, tools, List.of());
    for (int turn = 0; turn < 10; turn++) {
      switch (model.next(conversation, deltas::add)) {
        case Turn.Calls calls -> conversation = answered(conversation, calls);
        case Turn end -> {
          return end;
        }
      }
    }
    throw new AssertionError("no end");
  }

  private Conversation answered(Conversation conversation, Turn.Calls turn) {
    List<Done> done = new ArrayList<>();
    for (ToolCall call : turn.calls()) {
      String name = call.tool().handler().name();
      called.add(name);
      done.add(new Done(call, outcomes.getOrDefault(name, failed("UNEXPECTED", false))));
    }
    List<Exchange> exchanges = new ArrayList<>(conversation.exchanges());
    exchanges.add(new Exchange(turn.text(), done));
    return new Conversation("", conversation.goal(), conversation.tools(), exchanges);
  }

  private static SkillOutcome returned(String output, String... artifacts) {
    ObjectNode json = object(output);
    List<Artifact> made = new ArrayList<>();
    for (String name : artifacts) {
      made.add(new Artifact(name, "artifact:" + name, "text/markdown", 1, "00"));
    }
    return new SkillOutcome.Returned(json, made);
  }

  private static SkillOutcome failed(String code, boolean retryable) {
    return new SkillOutcome.Failed(new Failure(code, "no luck", retryable));
  }
}
