package io.openclaw.route;

import static io.openclaw.route.Workspaces.agent;
import static io.openclaw.route.Workspaces.handler;
import static io.openclaw.route.Workspaces.rule;
import static io.openclaw.route.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Route;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型                         | WORKFLOW | end-to-end-delivery
          End to end: train and deploy a penguin species classifier from workspace/datasets/penguins.csv | WORKFLOW | end-to-end-delivery
          分析 workspace/datasets/penguins.csv                                                           | SKILL    | shared/data-analysis
          Analyze workspace/datasets/penguins.csv                                                        | SKILL    | shared/data-analysis
          """)
  void shouldRouteTheExamplesOfTheProductsWorkspace(String text, Route.Kind kind, String target) {
    // given
    Router router = new Router(Workspaces.product());

    // when
    Routing.Routed routed = (Routing.Routed) router.route(text, null);

    // then
    assertThat(routed.route().kind()).isEqualTo(kind);
    assertThat(routed.route().target()).isEqualTo(target);
  }

  @Test
  void shouldSayWhatMatchedAndAgainstWhatItWon() {
    // given
    Router router = new Router(Workspaces.product());

    // when
    Routing.Routed routed =
        (Routing.Routed) router.route("端到端: 用 workspace/datasets/penguins.csv 训练", null);

    // then
    assertThat(routed.route().reason())
        .isEqualTo(
            "matched «端到端» in rule end_to_end_feature_delivery (priority 15);"
                + " also matched: ml_model_training (10), default_shared_skills (1)");
  }

  @Test
  void shouldTakeTheFirstRuleThatMatches() {
    // given
    Router router = new Router(workspace());

    // when, then
    assertThat(route(router, "please BUILD it"))
        .isEqualTo(
            new Route(
                "both",
                Route.Kind.AGENT,
                "a1,a2",
                "matched «BUILD» in rule both (priority 9); also matched: rest (1)"));
  }

  @Test
  void shouldQuoteLongMatchesShortlyAndOnOneLine() {
    // given
    Router router = new Router(workspace());

    // when, then
    assertThat(route(router, "look\n  " + "𝒳".repeat(100)).reason())
        .isEqualTo(
            "matched «look %s…» in rule rest (priority 1); s/look:see fits best («look»)"
                .formatted("𝒳".repeat(35)));
  }

  @Test
  void shouldOnlyUsePublicSkillsWhereThereIsNoAgent() {
    // given
    Router router = new Router(workspace());

    // when
    Routing routing = router.route("a secret", null);

    // then
    assertThat(((Routing.Unroutable) routing).cause().code()).isEqualTo("NO_SKILL_FITS");
    assertThat(((Routing.Unroutable) routing).cause().message())
        .isEqualTo(
            "Rule rest leads to a shared skill, and none fits this text; there are"
                + " s/look (Skill s/look)");
  }

  @Test
  void shouldGiveARequestToTheAgentThatItNames() {
    // given
    Router router = new Router(workspace());

    // when
    Routing.Routed routed = (Routing.Routed) router.route("build it", "a2");

    // then
    assertThat(routed.route())
        .isEqualTo(
            new Route("requested", Route.Kind.AGENT, "a2", "a2 (Agent a2) was asked for by name"));
  }

  @Test
  void shouldNameTheAgentsThatExist() {
    assertThat(((Routing.Unroutable) new Router(workspace()).route("x", "a3")).cause().message())
        .isEqualTo("There is no agent a3; there are a1, a2");
  }

  @Test
  void shouldSayThatNoRuleMatches() {
    // given
    Workspace workspace = Workspaces.of(List.of(), List.of(), List.of(), List.of());

    // when, then
    assertThat(((Routing.Unroutable) new Router(workspace).route("x", null)).cause().code())
        .isEqualTo("NO_RULE_MATCHES");
  }

  private static Route route(Router router, String text) {
    return ((Routing.Routed) router.route(text, null)).route();
  }

  private static Workspace workspace() {
    return Workspaces.of(
        List.of(agent("a1"), agent("a2")),
        List.of(
            skill("own", Visibility.PRIVATE, handler("keep", "secret")),
            skill("s/look", Visibility.PUBLIC, handler("see", "look"))),
        List.of(
            rule("both", "(?i)build", 9, new RoutingRule.Target.Agents(List.of("a1", "a2"))),
            rule("rest", "(?s).*", 1, new RoutingRule.Target.SharedSkill())),
        List.of());
  }
}
