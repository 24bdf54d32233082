package io.openclaw.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.worker.skill.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdmissionTest {
  private static final Load WHOLE = new Load(4_000, 1_000);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration NONE = Duration.ZERO;

  private final Admission admission = new Admission(WHOLE);

  @Test
  void shouldLetInWhatFitsAndNothingMore() throws Exception {
    Permit first = enter(new Load(3_000, 100));
    Permit second = enter(new Load(1_000, 900));

    assertThat(admission.enter(new Load(1, 0), NONE)).isNull();
    second.close();
    assertThat(admission.enter(new Load(1, 901), NONE)).isNull();
    enter(new Load(1_000, 900)).close();
    first.close();
    enter(WHOLE).close();
  }

  @Test
  void shouldGiveRoomBackOnceHoweverOftenAPermitIsClosed() throws Exception {
    Permit first = enter(new Load(2_000, 0));
    Permit second = enter(new Load(2_000, 0));
    first.close();
    first.close();

    assertThat(admission.enter(new Load(2_001, 0), NONE)).isNull();
    second.close();
  }

  @Test
  void shouldLetNobodyOvertakeALargeOne() throws Exception {
    // given
    List<String> in = new CopyOnWriteArrayList<>();
    Permit half = enter(new Load(2_000, 0));
    Thread large = waiting("large", WHOLE, in);
    await().until(() -> large.getState() == Thread.State.TIMED_WAITING);

    // when
    Thread small = waiting("small", new Load(100, 0), in);
    await().until(() -> small.getState() == Thread.State.TIMED_WAITING);
    half.close();

    // then
    large.join();
    small.join();
    assertThat(in).containsExactly("large", "small");
  }

  @Test
  void shouldLetTheNextOnesInWhenALargeOneGoesAway() throws Exception {
    // given
    List<String> in = new CopyOnWriteArrayList<>();
    Permit half = enter(new Load(2_000, 0));
    Thread large = waiting("large", WHOLE, in);
    await().until(() -> large.getState() == Thread.State.TIMED_WAITING);
    Thread small = waiting("small", new Load(100, 0), in);
    await().until(() -> small.getState() == Thread.State.TIMED_WAITING);

    // when
    large.interrupt();

    // then
    large.join();
    small.join();
    assertThat(in).containsExactlyInAnyOrder("large interrupted", "small");
    half.close();
    enter(WHOLE).close();
  }

  @Test
  void shouldNeverBeOverfullAndBeEmptyInTheEnd() throws Exception {
    // given
    long seed = new Random().nextLong();
    System.out.println("AdmissionTest seed " + seed);
    AtomicLong cpu = new AtomicLong();
    AtomicLong memory = new AtomicLong();
    AtomicLong served = new AtomicLong();

    // when
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        Random random = new Random(seed + i);
        all.add(
            threads.submit(() -> {
              for (int call = 0; call < 100; call++) {
                Load load = new Load(1 + random.nextInt(4_000), random.nextInt(1_001));
                Duration patience = random.nextInt(3) == 0 ? Duration.ofMillis(1) : LONG;
                Permit permit = admission.enter(load, patience);
                if (permit != null) {
                  assertThat(cpu.addAndGet(load.cpuMillis())).isLessThanOrEqualTo(4_000);
                  assertThat(memory.addAndGet(load.memory())).isLessThanOrEqualTo(1_000);
                  served.incrementAndGet();
                  Thread.onSpinWait();
                  cpu.addAndGet(-load.cpuMillis());
                  memory.addAndGet(-load.memory());
                  permit.close();
                }
              }
              return null;
            }));
      }
      Thread disturber =
          Thread.ofVirtual()
              .start(() -> {
                while (all.stream().anyMatch(one -> !one.isDone())) {
                  interruptSomebodyWhoWaits();
                }
              });
      disturber.join();
    }

    // then
    for (Future<?> one : all) {
      Object _ = one.get();
    }
    assertThat(served.get()).as("seed " + seed).isGreaterThan(3_000);
    enter(WHOLE).close();
  }

  private void interruptSomebodyWhoWaits() {
    Thread waiter =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Permit permit = admission.enter(WHOLE, LONG);
                if (permit != null) {
                  permit.close();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    if (ThreadLocalRandom.current().nextBoolean()) {
      Thread.onSpinWait();
    }
    waiter.interrupt();
    try {
      waiter.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Thread waiting(String name, Load load, List<String> in) {
    return Thread.ofVirtual()
        .start(() -> {
          try (Permit permit = admission.enter(load, LONG)) {
            in.add(permit == null ? name + " too late" : name);
          } catch (InterruptedException e) {
            in.add(name + " interrupted");
          }
        });
  }

  private Permit enter(Load load) throws InterruptedException {
    return Objects.requireNonNull(admission.enter(load, NONE), "no room");
  }
}
