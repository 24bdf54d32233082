package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.orchestrator.support.Plans;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random workflows in a world where everything comes late, twice or in another order, and workers
 * die; some that have ended are tried again, now and then by a workflow that was edited since. A
 * run that fails names the seed of its schedule, which repeats it: {@code
 * -Dopenclaw.simulation.seed=…}. {@code -Dopenclaw.simulation.schedules=…} makes it longer.
 */
class TaskEnginePropertyTest {
  private static final int SCHEDULES = Integer.getInteger("openclaw.simulation.schedules", 100_000);

  /** Of so many tasks that have ended, one is tried again. */
  private static final int ENDED_FOR_ONE_AGAIN = 8;

  @Test
  void shouldEndOnceAndInOrderWhateverHappens() {
    Long only = Long.getLong("openclaw.simulation.seed");
    if (only != null) {
      simulate(only, 0, new HashSet<>());
      return;
    }
    long first = System.nanoTime();
    System.out.println("simulation begins with seed " + first);
    Set<Object> seen = ConcurrentHashMap.newKeySet();
    LongStream.range(0, SCHEDULES)
        .parallel()
        .forEach(number -> simulate(first + number, number, seen));
    new Coverage(seen).isComplete();
  }

  @Test
  void shouldCompleteWhereNothingFailsForGood() {
    long first = System.nanoTime();
    for (long seed = first; seed < first + 500; seed++) {
      ChaoticWorld world =
          ChaoticWorld.withoutFailures(
              Plans.workflow(
                  List.of(
                      Plans.step("a", List.of("x", "y"), List.of(), 2),
                      Plans.step("b", List.of("x"), List.of("a"), 0),
                      Plans.step("c", List.of("y"), List.of("a"), 1),
                      Plans.step("d", List.of("x"), List.of("b", "c"), 0))),
              new Random(seed));
      world.run();
      assertThat(world.state().outcome()).as("seed %d", seed).isInstanceOf(Outcome.Completed.class);
    }
  }

  /** From where it has failed, or from any step. */
  private static ChaoticWorld again(
      ChaoticWorld ended, Plan plan, Random random, Set<Object> seen) {
    String from =
        random.nextBoolean() ? null : plan.steps().get(random.nextInt(plan.steps().size())).id();
    ChaoticWorld world = ended.again(plan, from);
    world.run();
    new RetryRules(ended.state(), plan, from).check(world);
    seen.addAll(world.seen());
    if (from != null) {
      seen.add("again from");
    }
    if (!plan.equals(ended.state().plan())) {
      seen.add("again by another plan");
    }
    return world;
  }

  private static void simulate(long seed, long number, Set<Object> seen) {
    Random random = new Random(seed);
    RandomPlans plans = new RandomPlans(random);
    try {
      Plan plan = plans.plan();
      ChaoticWorld world = new ChaoticWorld(plan, random);
      world.run();
      seen.addAll(world.seen());
      while (random.nextInt(ENDED_FOR_ONE_AGAIN) == 0) {
        Plan next = random.nextInt(4) == 0 ? plans.edited(plan) : plan;
        world = again(world, next, random, seen);
        plan = next;
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "schedule %d, -Dopenclaw.simulation.seed=%d, %s".formatted(number, seed, e.getMessage()),
          e);
    }
  }
}
