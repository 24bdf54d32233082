package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.PlannedStep;
import io.openclaw.orchestrator.support.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Random workflows in a world where everything comes late, twice or in another order, and workers
 * die. A failing run prints jqwik's seed and the sample's own, either of which repeats it.
 */
class TaskEnginePropertyTest {

  @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
  void shouldEndOnceAndInOrderWhateverHappens(@ForAll("plans") Plan plan, @ForAll long seed) {
    ChaoticWorld world = new ChaoticWorld(plan, new Random(seed));
    world.run();
    assertThat(world.isOver()).as("seed %d", seed).isTrue();
    EventRules.check(plan, world.events(), world.commands());
    if (world.state().outcome() instanceof Outcome.Completed completed) {
      assertThat(completed.result().outputs()).isEqualTo(world.recordedOutputs());
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void shouldCompleteWhereNothingFailsForGood(@ForAll("plans") Plan plan, @ForAll long seed) {
    ChaoticWorld world = new ChaoticWorld(plan, new Random(seed)).withoutFailures();
    world.run();
    assertThat(world.state().outcome()).as("seed %d", seed).isInstanceOf(Outcome.Completed.class);
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Arbitraries.integers()
        .between(1, 7)
        .flatMap(size -> Arbitraries.longs().map(seed -> plan(size, new Random(seed))));
  }

  private static Plan plan(int size, Random random) {
    List<PlannedStep> steps = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> dependsOn = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          dependsOn.add("s" + j);
        }
      }
      List<String> agents = List.of("a", "b", "c").subList(0, 1 + random.nextInt(3));
      steps.add(Plans.step("s" + i, agents, dependsOn, random.nextInt(4)));
    }
    return Plans.workflow(steps);
  }
}
