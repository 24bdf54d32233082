package io.openclaw.worker.limit;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Workspaces.limited;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Failure;
import io.openclaw.worker.fixture.Calls;
import io.openclaw.worker.fixture.OwnRedis;
import io.openclaw.worker.skill.CallGate.Passage;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.workspace.Rate;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RateGateTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void shouldLetASkillWithoutALimitThroughAlways() throws Exception {
    RateGate gate = gate(new LocalTurns(System::nanoTime), Duration.ZERO);

    for (int i = 0; i < 100; i++) {
      assertThat(enter(gate, null, MINUTE)).isInstanceOf(Passage.Open.class);
    }
  }

  @Test
  void shouldRefuseWhoWouldWaitTooLongAndSayWhichLimitAndWhenToComeBack() throws Exception {
    // given
    RateGate gate = gate(new LocalTurns(System::nanoTime), Duration.ofSeconds(10));
    Rate rate = new Rate(2, MINUTE);
    assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class);
    assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class);

    // when
    Passage third = enter(gate, rate, MINUTE);

    // then
    Failure failure = ((Passage.Refused) third).failure();
    assertThat(failure.code()).isEqualTo("RATE_LIMITED");
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.message())
        .isEqualTo(
            "skill shared/search may be called 2 times in 60 s by everybody together (rate_limit);"
                + " the next turn is in 60 s, at 2026-01-01T12:01:00Z, and this call could wait 10"
                + " s");
  }

  @Test
  void shouldWaitForATurnThatComesInTime() throws Exception {
    RateGate gate = gate(new LocalTurns(System::nanoTime), Duration.ofSeconds(10));
    Rate rate = new Rate(1, Duration.ofMillis(800));
    long began = System.nanoTime();

    assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class);
    assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(790));
    assertThat(told).containsExactly("waits 1 s for the rate limit of shared/search");
  }

  @Test
  void shouldNotWaitLongerThanTheCallMayTake() throws Exception {
    RateGate gate = gate(new LocalTurns(System::nanoTime), Duration.ofSeconds(10));
    Rate rate = new Rate(1, Duration.ofSeconds(5));
    Passage first = enter(gate, rate, Duration.ofMillis(100));
    Passage second = enter(gate, rate, Duration.ofMillis(100));

    assertThat(first).isInstanceOf(Passage.Open.class);
    assertThat(second).isInstanceOf(Passage.Refused.class);
  }

  @Test
  void shouldEndTheWaitAndGiveTheTurnBackWhenInterrupted() throws Exception {
    // given
    LocalTurns turns = new LocalTurns(System::nanoTime);
    RateGate gate = gate(turns, MINUTE);
    Rate rate = new Rate(1, Duration.ofSeconds(30));
    assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Passage _ = enter(gate, rate, MINUTE);
              } catch (InterruptedException e) {
                interrupted.set(true);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    await().until(() -> !told.isEmpty());

    // when
    waiting.interrupt();
    waiting.join();

    // then
    assertThat(interrupted).isTrue();
    assertThat(turns.next("shared/search", rate, MINUTE)).isInstanceOf(Turn.Reserved.class);
  }

  @Test
  void shouldKeepTheLimitByItselfWhileRedisIsAwayAndCountWhatItHadFromRedis() throws Exception {
    // given
    try (OwnRedis redis = new OwnRedis()) {
      RateGate gate =
          gate(
              new SteadyTurns(new RedisTurns(redis.scripts()), new LocalTurns(System::nanoTime)),
              Duration.ZERO);
      Rate rate = new Rate(3, MINUTE);
      assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class);
      assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class);

      // when
      redis.stop();

      // then
      assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class);
      assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Refused.class);

      // when
      redis.start();

      // then
      await()
          .untilAsserted(
              () -> assertThat(enter(gate, rate, MINUTE)).isInstanceOf(Passage.Open.class));
    }
  }

  private RateGate gate(Turns turns, Duration longestWait) {
    return new RateGate(turns, longestWait, NOON);
  }

  private Passage enter(RateGate gate, @Nullable Rate rate, Duration timeout)
      throws IOException, InterruptedException {
    Skill skill =
        limited(
            skill("shared/search", Visibility.PUBLIC, handler("search").build()),
            ResourceRequirements.within(timeout),
            rate);
    return gate.enter(
        Calls.call(folder, null, skill, timeout),
        Deadline.in(timeout),
        (message, fraction) -> told.add(message));
  }
}
