package io.openclaw.route;

import static io.openclaw.route.Workspaces.agent;
import static io.openclaw.route.Workspaces.handler;
import static io.openclaw.route.Workspaces.rule;
import static io.openclaw.route.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.task.RouteExplanation;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.RoutingRule.Target;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The router agrees with a search through all rules, and through all handlers. */
class RouterPropertiesTest {
  private static final List<String> PATTERNS =
      List.of(
          "(?i)(训练|模型|(^|\\s)(train(ing)?|models?)\\b)",
          "(?i)训练|设计",
          "train.*model",
          "(?i)\\bK",
          "[a-m]+ing",
          "^train",
          "model$",
          "ſ",
          "(?i)s{2}",
          ".*",
          "\\d",
          "(?i)review|评审",
          "");

  private static final List<String> WORDS =
      List.of(
          "训练",
          "模型",
          "设计",
          "train",
          "Training",
          "models",
          "MODEL",
          "Kiss",
          "\u212A",
          "ſ",
          "7",
          " ",
          "\n",
          "review",
          "评审",
          "ing",
          "a");

  /** A rule's pattern and priority; whether it leads to a shared skill. */
  record Draft(String pattern, int priority, boolean shared) {}

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldTakeTheHighestPriorityThenTheFirstInTheFile(
      @ForAll("drafts") List<Draft> drafts, @ForAll("texts") String text) {
    // given
    List<RoutingRule> file = rules(drafts);
    Workspace workspace = workspace(file, List.of());
    RoutingRule expected = search(file, text);

    // when
    Decision decision = new Router(workspace).decide(text);

    // then
    assertThat(decision)
        .isEqualTo(
            expected == null
                ? new Decision.NoRuleMatches()
                : expected.target() instanceof Target.SharedSkill
                    ? new Decision.NoSkillFits(expected)
                    : new Decision.Chosen(
                        expected, new Goal.ToAgents(List.copyOf(workspace.agents().values()))));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldTakeTheHandlerThatFindsMostWords(
      @ForAll("skills") List<Skill> skills, @ForAll("texts") String text) {
    // given
    RoutingRule rest = rule("rest", "", 1, new Target.SharedSkill());
    Router router = new Router(workspace(List.of(rest), skills));
    List<Skill> shared =
        skills.stream().filter(skill -> skill.visibility() == Visibility.PUBLIC).toList();
    HandlerChoice expected = HandlerChoice.of(text, shared);

    // when
    Decision decision = router.decide(text);

    // then
    assertThat(decision)
        .isEqualTo(
            expected == null
                ? new Decision.NoSkillFits(rest)
                : new Decision.Chosen(
                    rest, new Goal.ToSkill(expected.skill(), expected.handler())));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldExplainWhatItDecides(
      @ForAll("drafts") List<Draft> drafts,
      @ForAll("skills") List<Skill> skills,
      @ForAll("texts") String text) {
    // given
    Router router = new Router(workspace(rules(drafts), skills));

    // when
    Routing routing = router.route(text, null);
    RouteExplanation explanation = router.explain(text, null);

    // then
    assertThat(explanation.considered()).hasSameSizeAs(drafts);
    List<String> winners =
        explanation.considered().stream()
            .filter(each -> each.outcome() == RouteExplanation.Outcome.WON)
            .map(each -> each.rule() + " " + each.kind() + " " + each.target())
            .toList();
    if (routing instanceof Routing.Routed routed) {
      assertThat(explanation.route()).isEqualTo(routed.route());
      assertThat(winners)
          .containsExactly(
              routed.route().rule() + " " + routed.route().kind() + " " + routed.route().target());
    } else {
      assertThat(explanation.cause()).isEqualTo(((Routing.Unroutable) routing).cause());
      assertThat(winners).isEmpty();
    }
  }

  @Provide
  Arbitrary<List<Draft>> drafts() {
    return Combinators.combine(
            Arbitraries.of(PATTERNS),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(true, false, false))
        .as(Draft::new)
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Skill>> skills() {
    return Combinators.combine(
            Arbitraries.of("s1", "s2", "s3", "s4"),
            Arbitraries.of(Visibility.class),
            Arbitraries.of(PATTERNS).injectNull(0.1),
            Arbitraries.of(PATTERNS))
        .as((id, visibility, first, second) ->
            skill(id, visibility, handler("first", first), handler("second", second)))
        .list()
        .uniqueElements(Skill::id)
        .ofMaxSize(4);
  }

  /** No list: to make a failure small, jqwik would put elements of other lists into it. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> word = Arbitraries.of(WORDS);
    return Combinators.combine(word, word, word, word).as((a, b, c, d) -> a + b + c + d);
  }

  private static List<RoutingRule> rules(List<Draft> drafts) {
    List<RoutingRule> rules = new ArrayList<>();
    for (Draft draft : drafts) {
      Target target = draft.shared() ? new Target.SharedSkill() : new Target.Agents(List.of("a"));
      rules.add(rule("rule_" + rules.size(), draft.pattern(), draft.priority(), target));
    }
    return rules;
  }

  /** Its rules in the order of a workspace. */
  private static Workspace workspace(List<RoutingRule> file, List<Skill> skills) {
    List<RoutingRule> rules =
        file.stream().sorted(Comparator.comparingInt(RoutingRule::priority).reversed()).toList();
    return Workspaces.of(List.of(agent("a")), skills, rules, List.of());
  }

  private static @Nullable RoutingRule search(List<RoutingRule> file, String text) {
    RoutingRule best = null;
    for (RoutingRule rule : file) {
      if (rule.pattern().matcher(text).find()
          && (best == null || rule.priority() > best.priority())) {
        best = rule;
      }
    }
    return best;
  }
}
