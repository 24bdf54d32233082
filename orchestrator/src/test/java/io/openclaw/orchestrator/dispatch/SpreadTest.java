package io.openclaw.orchestrator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.orchestrator.store.Fleet.Owned;
import io.openclaw.workspace.LoadBalancing.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final String TOPIC = "openclaw.steps.agent-x";

  private final Spread spread = new Spread();

  @Test
  void shouldGoRoundTheWorkersHoweverManyPartitionsEachHas() {
    Candidates candidates =
        new Candidates(List.of(owned(0, "a", 0), owned(1, "b", 0), owned(2, "b", 0)));

    assertThat(choose(Strategy.ROUND_ROBIN, candidates, 6)).containsExactly(0, 1, 0, 2, 0, 1);
  }

  @Test
  void shouldGoOnWithTheNextWorkerWhenOthersComeAndGo() {
    assertThat(choose(Strategy.ROUND_ROBIN, candidates("a", "b", "c"), 2)).containsExactly(0, 1);

    assertThat(choose(Strategy.ROUND_ROBIN, candidates("a", "c", "d"), 3)).containsExactly(1, 2, 0);
    assertThat(choose(Strategy.ROUND_ROBIN, candidates("a"), 2)).containsExactly(0, 0);
  }

  @Test
  void shouldKeepTheTurnsOfEachTopicApart() {
    List<Owned> owned =
        List.of(
            new Owned("one", 0, "a", 0),
            new Owned("one", 1, "b", 0),
            new Owned("two", 0, "a", 0),
            new Owned("two", 1, "b", 0));
    Candidates candidates = new Candidates(owned);

    assertThat(spread.choose(Strategy.ROUND_ROBIN, "one", candidates)).isEqualTo(0);
    assertThat(spread.choose(Strategy.ROUND_ROBIN, "two", candidates)).isEqualTo(0);
    assertThat(spread.choose(Strategy.ROUND_ROBIN, "one", candidates)).isEqualTo(1);
  }

  @Test
  void shouldGiveToTheWorkerThatHasTheLeastToDo() {
    Candidates candidates =
        new Candidates(List.of(owned(0, "a", 3), owned(1, "b", 1), owned(2, "c", 2)));

    assertThat(choose(Strategy.LEAST_BUSY, candidates, 5)).containsExactly(1, 2, 1, 2, 0);
  }

  @Test
  void shouldTakeTurnsAmongThoseThatHaveEquallyLittleToDo() {
    for (int batch = 0; batch < 6; batch++) {
      assertThat(choose(Strategy.LEAST_BUSY, candidates("a", "b", "c"), 1))
          .containsExactly(batch % 3);
    }
  }

  @Test
  void shouldLeaveTasksToWhereTheirIdsBelong() {
    assertThat(spread.choose(Strategy.TASK_AFFINITY, TOPIC, candidates("a", "b"))).isNull();
  }

  @Test
  void shouldLeaveItToKafkaWhileNoWorkerIsKnown() {
    for (Strategy strategy : Strategy.values()) {
      assertThat(spread.choose(strategy, TOPIC, new Candidates(List.of()))).isNull();
    }
  }

  @RepeatedTest(200)
  void shouldSpreadEvenlyOverWhateverThereIs() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Owned> owned = anyFleet(random);
    Candidates candidates = new Candidates(owned);
    Map<Integer, String> owners = new HashMap<>();
    Map<String, Long> load = new HashMap<>();
    owned.forEach(one -> {
      owners.put(one.partition(), one.workerId());
      load.put(one.workerId(), one.steps());
    });
    Map<String, Integer> turns = new HashMap<>();
    int steps = random.nextInt(1, 100);

    for (int step = 0; step < steps; step++) {
      Integer turn = spread.choose(Strategy.ROUND_ROBIN, TOPIC, candidates);
      turns.merge(owners.get(turn), 1, Integer::sum);
    }
    Candidates again = new Candidates(owned);
    for (int step = 0; step < steps; step++) {
      long least = load.values().stream().mapToLong(Long::longValue).min().orElseThrow();
      String chosen = owners.get(spread.choose(Strategy.LEAST_BUSY, TOPIC, again));
      assertThat(load.get(chosen)).as("seed %d", seed).isEqualTo(least);
      load.merge(chosen, 1L, Long::sum);
    }

    int fewest = steps / load.size();
    assertThat(turns.values()).as("seed %d", seed).allMatch(n -> n == fewest || n == fewest + 1);
  }

  private List<Integer> choose(Strategy strategy, Candidates candidates, int times) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      chosen.add(spread.choose(strategy, TOPIC, candidates));
    }
    return chosen;
  }

  /** Each has one partition. */
  private static Candidates candidates(String... workers) {
    return new Candidates(
        IntStream.range(0, workers.length).mapToObj(i -> owned(i, workers[i], 0)).toList());
  }

  private static List<Owned> anyFleet(Random random) {
    int workers = random.nextInt(1, 8);
    long[] load = random.longs(workers, 0, 10).toArray();
    int[] owners =
        IntStream.range(0, random.nextInt(workers, 20))
            .map(partition -> partition < workers ? partition : random.nextInt(workers))
            .sorted()
            .toArray();
    return IntStream.range(0, owners.length)
        .mapToObj(i -> owned(i, "worker-" + owners[i], load[owners[i]]))
        .toList();
  }

  private static Owned owned(int partition, String workerId, long steps) {
    return new Owned(TOPIC, partition, workerId, steps);
  }
}
