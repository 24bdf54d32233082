package io.openclaw.worker.agent;

import static io.openclaw.worker.fixture.Goals.goal;
import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static io.openclaw.worker.fixture.Workspaces.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Failure;
import io.openclaw.event.LiveEvent.TextDelta;
import io.openclaw.worker.fixture.RecordingLiveView;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.ScriptedCalls;
import io.openclaw.worker.plan.Goal;
import io.openclaw.worker.skill.SkillOutcome;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLoopTest {
  private final Tool draw = tool(handler("draw").produces("picture").build());
  private final RecordingLiveView live = new RecordingLiveView();
  private final List<Conversation> shown = new ArrayList<>();
  private final ScriptedCalls calls =
      new ScriptedCalls(tool -> new SkillOutcome.Returned(object("{'a':1}"), List.of()));
  private StepScope scope;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    scope = Scopes.scope(folder, agent("painter", List.of()));
  }

  @Test
  void shouldLetTheModelCallAndSeeWhatCameOfIt() throws InterruptedException {
    // given
    Model model =
        scripted(
            new Turn.Calls("I draw.", List.of(new ToolCall("c1", draw, object("{'x':2}")))),
            new Turn.Final("Here it is."));

    // when
    Outcome outcome = loop(model, 5).run(scope, expecting("picture"), List.of(draw));

    // then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> {
              assertThat(completed.result().text()).isEqualTo("Here it is.");
              assertThat(completed.result().outputs())
                  .containsExactly(Map.entry("picture", object("{'a':1}")));
            });
    assertThat(calls.calls()).containsExactly("c1 test:draw {\"x\":2}");
    assertThat(shown.getLast().calls())
        .singleElement()
        .satisfies(done -> assertThat(done.outcome()).isInstanceOf(SkillOutcome.Returned.class));
  }

  @Test
  void shouldStreamWordsAsTheyCome() throws InterruptedException {
    // given
    Model model = scripted(new Turn.Final("one two"));

    // when
    Outcome outcome = loop(model, 5).run(scope, expecting(null), List.of());

    // then
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(live.events(TextDelta.class)).extracting(TextDelta::text).containsExactly("one two");
    assertThat(live.events(TextDelta.class))
        .allSatisfy(delta -> assertThat(delta.step()).isEqualTo(scope.step()));
  }

  @Test
  void shouldTellTheModelWhoItIs() throws InterruptedException {
    // when
    Outcome outcome = loop(scripted(new Turn.Final("")), 5).run(scope, expecting(null), List.of());

    // then
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(shown.getFirst().system()).contains("# Agent painter", "For tests.", "I test.");
  }

  @Test
  void shouldFailWhereTheModelEndsWithoutTheExpectedOutput() throws InterruptedException {
    // when
    Outcome outcome =
        loop(scripted(new Turn.Final("No.")), 5).run(scope, expecting("picture"), List.of(draw));

    // then
    assertThat(code(outcome)).isEqualTo("OUTPUT_MISSING");
  }

  @Test
  void shouldFailAsTheModelDoes() throws InterruptedException {
    // given
    Failure failure = Failure.passing("OVERLOADED", "later");

    // when
    Outcome outcome =
        loop(scripted(new Turn.Failed(failure)), 5).run(scope, expecting(null), List.of());

    // then
    assertThat(outcome).isEqualTo(new Outcome.Failed(failure));
  }

  @Test
  void shouldEndAConversationThatDoesNotEnd() throws InterruptedException {
    // given
    Model model =
        (conversation, sink) -> new Turn.Calls("", List.of(new ToolCall("c", draw, object("{}"))));

    // when
    Outcome outcome = loop(model, 3).run(scope, expecting(null), List.of(draw));

    // then
    assertThat(code(outcome)).isEqualTo("TURN_LIMIT");
    assertThat(calls.calls()).hasSize(3);
  }

  private AgentLoop loop(Model model, int maxTurns) {
    return new AgentLoop(model, calls, live, Clock.systemUTC(), maxTurns);
  }

  private Model scripted(Turn... turns) {
    Deque<Turn> script = new ArrayDeque<>(List.of(turns));
    return (conversation, sink) -> {
      shown.add(conversation);
      Turn turn = script.removeFirst();
      if (turn instanceof Turn.Final last) {
        sink.text(last.text());
      }
      return turn;
    };
  }

  private static Goal expecting(@Nullable String output) {
    return goal("request", Map.of(), List.of(), output);
  }

  private static String code(Outcome outcome) {
    return ((Outcome.Failed) outcome).failure().code();
  }
}
