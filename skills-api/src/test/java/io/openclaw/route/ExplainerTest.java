package io.openclaw.route;

import static io.openclaw.route.Workspaces.agent;
import static io.openclaw.route.Workspaces.handler;
import static io.openclaw.route.Workspaces.rule;
import static io.openclaw.route.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Route;
import io.openclaw.task.RouteExplanation;
import io.openclaw.task.RouteExplanation.Considered;
import io.openclaw.task.RouteExplanation.Fit;
import io.openclaw.task.RouteExplanation.Outcome;
import io.openclaw.workspace.RoutingRule.Target;
import io.openclaw.workspace.Skill.Visibility;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private final Router router =
      new Router(
          Workspaces.of(
              List.of(agent("a1"), agent("a2")),
              List.of(
                  skill("own", Visibility.PRIVATE, handler("keep", "look")),
                  skill("s/look", Visibility.PUBLIC, handler("see", "look"), handler("no", null)),
                  skill("s/find", Visibility.PUBLIC, handler("find", "look|here"))),
              List.of(
                  rule("both", "(?i)build", 9, new Target.Agents(List.of("a1", "a2"))),
                  rule("second", "it", 9, new Target.Agents(List.of("a2"))),
                  rule("rest", "(?s).*", 1, new Target.SharedSkill())),
              List.of()));

  @Test
  void shouldSayWhyEveryRuleWonOrLost() {
    // when
    RouteExplanation explanation = router.explain("BUILD it", null);

    // then
    assertThat(explanation.route()).extracting(Route::target).isEqualTo("a1,a2");
    assertThat(explanation.considered())
        .containsExactly(
            new Considered(
                "both",
                9,
                true,
                Outcome.WON,
                "matched «BUILD»",
                "BUILD",
                Route.Kind.AGENT,
                "a1,a2",
                List.of()),
            new Considered(
                "second",
                9,
                true,
                Outcome.LOST_TO_FILE_ORDER,
                "matched «it», but both, of the same priority, comes before it in the file",
                "it",
                Route.Kind.AGENT,
                "a2",
                List.of()),
            new Considered(
                "rest",
                1,
                true,
                Outcome.LOST_TO_PRIORITY,
                "matched «BUILD it», but both has priority 9, over 1",
                "BUILD it",
                Route.Kind.SKILL,
                null,
                List.of(new Fit("s/look:see", List.of()), new Fit("s/find:find", List.of()))));
  }

  @Test
  void shouldSayWhichHandlersWereConsideredBestFirst() {
    // when
    RouteExplanation explanation = router.explain("look here", null);

    // then
    assertThat(explanation.route()).extracting(Route::target).isEqualTo("s/find");
    assertThat(explanation.considered().getLast())
        .isEqualTo(
            new Considered(
                "rest",
                1,
                true,
                Outcome.WON,
                "matched «look here»",
                "look here",
                Route.Kind.SKILL,
                "s/find",
                List.of(
                    new Fit("s/find:find", List.of("look", "here")),
                    new Fit("s/look:see", List.of("look")))));
    assertThat(explanation.considered().getFirst())
        .isEqualTo(
            new Considered(
                "both",
                9,
                false,
                Outcome.NO_MATCH,
                "its pattern is not in the text",
                null,
                Route.Kind.AGENT,
                "a1,a2",
                List.of()));
  }

  @Test
  void shouldSayThatNoSkillFits() {
    // when
    RouteExplanation explanation = router.explain("nothing", null);

    // then
    assertThat(explanation.route()).isNull();
    assertThat(Objects.requireNonNull(explanation.cause()).code()).isEqualTo("NO_SKILL_FITS");
    assertThat(explanation.considered().getLast().outcome()).isEqualTo(Outcome.NO_SKILL_FITS);
    assertThat(explanation.considered().getLast().reason())
        .isEqualTo("matched «nothing», but no public skill fits");
  }

  @Test
  void shouldSayThatAnAgentWasAskedForByName() {
    // when
    RouteExplanation explanation = router.explain("build", "a2");

    // then
    assertThat(explanation.route()).extracting(Route::rule).isEqualTo("requested");
    assertThat(explanation.considered())
        .extracting(Considered::outcome)
        .containsExactly(Outcome.OVERRULED, Outcome.NO_MATCH, Outcome.OVERRULED);
    assertThat(explanation.considered().getFirst().reason())
        .isEqualTo("matched «build», but a2 was asked for by name");
  }
}
