package io.openclaw.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.route.Decision;
import io.openclaw.route.Goal;
import io.openclaw.route.HandlerChoice;
import io.openclaw.route.Router;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is measured is right, and is what the benchmark says it is. */
class RoutingBenchmarkTest {
  private static final List<String> ALL =
      Stream.of(RoutingRequests.PRODUCT, RoutingRequests.OTHERS).flatMap(List::stream).toList();

  private final Workspace product = RoutingBenchmark.load(Path.of("..", "workspace"));
  private final Workspace large = RoutingRules.with(product, 1_000);

  @Test
  void shouldDecideAsTheNaiveSearchDoes() {
    for (Workspace workspace : List.of(product, large)) {
      Router router = new Router(workspace);

      for (String request : ALL) {
        assertThat(chosen(router.decide(request)))
            .as(request)
            .isEqualTo(named(RoutingBenchmark.naive(workspace, request)));
      }
    }
  }

  @Test
  void shouldAskWhatTheBenchmarkSays() {
    assertThat(large.rules()).hasSize(1_000);
    assertThat(RoutingRequests.PRODUCT).hasSize(24);
    assertThat(RoutingRequests.OTHERS).hasSize(8);
    assertThat(ALL).allSatisfy(request -> assertThat(request).hasSizeBetween(20, 200));
    assertThat(winners(product, RoutingRequests.PRODUCT).stream().collect(counts()))
        .containsEntry("ml_model_training", 4L)
        .containsEntry("product_strategy", 4L)
        .containsEntry("system_architecture", 4L)
        .containsEntry("end_to_end_feature_delivery", 4L)
        .doesNotContainKey("nothing");
    assertThat(winners(large, RoutingRequests.OTHERS))
        .filteredOn(winner -> winner.startsWith("rule_"))
        .hasSize(4);
  }

  private static Collector<String, ?, Map<String, Long>> counts() {
    return Collectors.groupingBy(Function.identity(), Collectors.counting());
  }

  private static List<String> winners(Workspace workspace, List<String> requests) {
    Router router = new Router(workspace);
    return requests.stream().map(request -> chosen(router.decide(request))).toList();
  }

  private static String chosen(Decision decision) {
    return switch (decision) {
      case Decision.Chosen(RoutingRule _, Goal.ToSkill goal) -> goal.id();
      case Decision.Chosen(RoutingRule rule, Goal _) -> rule.name();
      case Decision.NoSkillFits _, Decision.NoRuleMatches _ -> "nothing";
    };
  }

  private static String named(@Nullable Object naive) {
    return switch (naive) {
      case RoutingRule rule -> rule.name();
      case HandlerChoice choice -> choice.id();
      case null, default -> "nothing";
    };
  }
}
