package io.openclaw.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.fixture.OwnRedis;
import io.openclaw.workspace.Rate;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RedisTurnsTest {
  private static final Duration PERIOD = Duration.ofMillis(300);
  private static final Duration ASKING = Duration.ofSeconds(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static OwnRedis redis;
  private static List<Turns> workers;

  @BeforeAll
  static void startRedis() {
    redis = new OwnRedis();
    workers = List.of(new RedisTurns(redis.scripts()), new RedisTurns(redis.scripts()));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @AfterEach
  void clear() {
    redis.command(Command.FLUSHALL);
  }

  @Test
  void shouldKeepOneLimitForAllWorkersTogether() throws Exception {
    Rate rate = new Rate(3, MINUTE);

    assertThat(workers.get(0).next("search", rate, Duration.ZERO))
        .isInstanceOf(Turn.Reserved.class);
    assertThat(workers.get(1).next("search", rate, Duration.ZERO))
        .isInstanceOf(Turn.Reserved.class);
    assertThat(workers.get(0).next("search", rate, Duration.ZERO))
        .isInstanceOf(Turn.Reserved.class);
    assertThat(workers.get(1).next("search", rate, Duration.ZERO)).isInstanceOf(Turn.TooFar.class);
    assertThat(workers.get(1).next("other", rate, Duration.ZERO)).isInstanceOf(Turn.Reserved.class);
  }

  @Test
  void shouldLeaveNothingInRedisOnceNoTurnCountsAnyMore() throws Exception {
    Turn turn = workers.getFirst().next("search", new Rate(1, MINUTE), MINUTE);
    Turn next = workers.getFirst().next("search", new Rate(1, MINUTE), MINUTE);

    assertThat(List.of(turn, next)).allMatch(Turn.Reserved.class::isInstance);
    assertThat(redis.command(Command.PTTL, "openclaw:skill:turns:search").toLong())
        .isBetween(60_001L, 120_000L);
  }

  @Test
  void shouldNeverLetMoreThroughThanTheRateWithManyAtOnce() throws Exception {
    // given
    long seed = new Random().nextLong();
    Rate rate = new Rate(4, PERIOD);

    // when
    List<Future<Map<String, Long>>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        Random random = new Random(seed + i);
        Turns turns = workers.get(i % 2);
        Callable<Map<String, Long>> asking = () -> ask(turns, rate, random);
        asked.add(threads.submit(asking));
      }
    }

    // then
    Map<String, Long> granted = new HashMap<>();
    for (Future<Map<String, Long>> one : asked) {
      granted.putAll(one.get());
    }
    assertThat(granted).as("seed " + seed).hasSizeGreaterThan(30);
    GrantedTurns.assertWithin(
        rate.count(), PERIOD.toMillis() * 1_000, List.copyOf(granted.values()), "seed " + seed);
  }

  /** Asks again and again, waits or gives back, and tells the times of the turns it took. */
  private static Map<String, Long> ask(Turns turns, Rate rate, Random random)
      throws IOException, InterruptedException {
    Map<String, Long> taken = new HashMap<>();
    long until = System.nanoTime() + ASKING.toNanos();
    while (System.nanoTime() < until) {
      Duration patience = PERIOD.multipliedBy(random.nextInt(4));
      if (turns.next("search", rate, patience) instanceof Turn.Reserved turn) {
        // By the clock of Redis, to the microsecond: a turn is kept for a period at least.
        Response at = redis.command(Command.ZSCORE, "openclaw:skill:turns:search", turn.id());
        if (turn.away().isPositive() && random.nextInt(3) == 0) {
          turns.giveBack("search", turn);
        } else {
          taken.put(turn.id(), Math.round(at.toDouble()));
        }
      }
    }
    return taken;
  }
}
