package io.openclaw.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ThreadPriorityCheck") // to yield makes threads meet, and nothing relies on it
class RoomTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final AtomicInteger limit = new AtomicInteger(1);
  private final Room room = new Room(limit::get);
  private final List<String> entered = new CopyOnWriteArrayList<>();

  @Test
  void shouldLetThoseInWhoWaitWhenSomebodyLeaves() throws InterruptedException {
    // given
    assertThat(room.enter()).isTrue();
    Thread next = waiting("next");

    // when
    room.leave();

    // then
    assertThat(next.join(SOON)).isTrue();
    assertThat(entered).containsExactly("next");
    assertThat(room.inside()).isEqualTo(1);
  }

  @Test
  void shouldLetThoseInForWhomAHigherLimitMakesRoom() throws InterruptedException {
    // given
    assertThat(room.enter()).isTrue();
    List<Thread> three = List.of(waiting("first"), waiting("second"), waiting("third"));

    // when
    limit.set(3);
    room.look();

    // then
    assertThat(three.get(0).join(SOON)).isTrue();
    assertThat(three.get(1).join(SOON)).isTrue();
    assertThat(room.inside()).isEqualTo(3);
    assertWaits(three.get(2));
  }

  @Test
  void shouldPutNobodyOutForALowerLimitAndLetNobodyInUntilBelow() throws InterruptedException {
    // given
    limit.set(3);
    for (int n = 0; n < 3; n++) {
      assertThat(room.enter()).isTrue();
    }
    limit.set(1);
    room.look();
    assertThat(room.inside()).isEqualTo(3);
    Thread next = waiting("next");

    // when
    room.leave();
    room.leave();
    assertWaits(next);
    room.leave();

    // then
    assertThat(next.join(SOON)).isTrue();
    assertThat(room.inside()).isEqualTo(1);
  }

  @Test
  void shouldLetThemInAsTheyCame() throws InterruptedException {
    // given
    assertThat(room.enter()).isTrue();
    List<Thread> line = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      line.add(waiting("number " + n));
    }

    // when
    for (Thread next : line) {
      room.leave();
      assertThat(next.join(SOON)).isTrue();
    }

    // then
    assertThat(entered).hasSize(20).first().isEqualTo("number 0");
    for (int n = 0; n < 20; n++) {
      assertThat(entered.get(n)).isEqualTo("number " + n);
    }
  }

  @Test
  void shouldLetNobodyPassThoseWhoWait() throws InterruptedException {
    // given a place that nobody who waits has heard of
    assertThat(room.enter()).isTrue();
    Thread first = waiting("first");
    limit.set(2);

    // when
    Thread second = waiting("second");
    room.look();

    // then
    assertThat(first.join(SOON)).isTrue();
    assertThat(entered).containsExactly("first");
    assertWaits(second);
  }

  @Test
  void shouldNotKeepAPlaceInTheLineForOneThatIsInterrupted() throws InterruptedException {
    // given
    assertThat(room.enter()).isTrue();
    Thread first = waiting("first");
    Thread second = waiting("second");
    Thread third = waiting("third");

    // when
    second.interrupt();
    assertThat(second.join(SOON)).isTrue();
    room.leave();
    assertThat(first.join(SOON)).isTrue();
    room.leave();

    // then
    assertThat(third.join(SOON)).isTrue();
    assertThat(entered).containsExactly("first", "third");
  }

  @Test
  void shouldLetTheNextOneInWhenTheFirstIsInterrupted() throws InterruptedException {
    // given a place that nobody who waits has heard of
    assertThat(room.enter()).isTrue();
    Thread first = waiting("first");
    Thread second = waiting("second");
    limit.set(2);

    // when
    first.interrupt();

    // then
    assertThat(second.join(SOON)).isTrue();
    assertThat(entered).containsExactly("second");
  }

  @Test
  void shouldSendThoseAwayWhoWaitWhenItCloses() throws InterruptedException {
    // given
    assertThat(room.enter()).isTrue();
    List<Thread> two = List.of(waiting("first"), waiting("second"));

    // when
    room.close();

    // then
    for (Thread thread : two) {
      assertThat(thread.join(SOON)).isTrue();
    }
    room.leave();
    assertThat(entered).isEmpty();
    assertThat(room.enter()).isFalse();
    assertThat(room.inside()).isZero();
  }

  @Test
  void shouldNeverBeTooFullAndLetEverybodyInWhateverTheyDo() throws InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    limit.set(1 + random.nextInt(5));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger visits = new AtomicInteger();

    // when
    List<Thread> visitors = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      Random own = new Random(random.nextLong());
      visitors.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int visit = 0; visit < 100; visit++) {
                  visit(own, inside, most);
                  visits.incrementAndGet();
                }
              }));
    }

    // then
    for (Thread visitor : visitors) {
      assertThat(visitor.join(SOON)).as("seed %d, limit %s", seed, limit).isTrue();
    }
    assertThat(visits).as("seed %d", seed).hasValue(4000);
    assertThat(most.get()).as("seed %d", seed).isEqualTo(limit.get());
    assertThat(room.inside()).as("seed %d", seed).isZero();
  }

  @Test
  void shouldLetEverybodyInWhileTheLimitChanges() throws InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    long changes = random.nextLong();
    Thread editor =
        Thread.ofVirtual()
            .start(() -> {
              Random own = new Random(changes);
              while (!over.get()) {
                limit.set(own.nextInt(6));
                room.look();
                Thread.yield();
              }
            });

    // when
    List<Thread> visitors = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      Random own = new Random(random.nextLong());
      visitors.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int visit = 0; visit < 100; visit++) {
                  visit(own, inside, most);
                }
              }));
    }

    // then
    for (Thread visitor : visitors) {
      assertThat(visitor.join(SOON)).as("seed %d", seed).isTrue();
    }
    over.set(true);
    assertThat(editor.join(SOON)).isTrue();
    assertThat(most.get()).as("seed %d", seed).isBetween(1, 5);
    assertThat(room.inside()).as("seed %d", seed).isZero();
  }

  private void visit(Random random, AtomicInteger inside, AtomicInteger most) {
    try {
      assertThat(room.enter()).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    int now = inside.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    for (int n = random.nextInt(4); n > 0; n--) {
      Thread.yield();
    }
    inside.decrementAndGet();
    room.leave();
  }

  /** Starts a thread and waits until it waits. */
  private Thread waiting(String name) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (room.enter()) {
                  entered.add(name);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertWaits(thread);
    return thread;
  }

  /** A thread that is on its way has another state than one that waits. */
  private static void assertWaits(Thread thread) {
    await().until(() -> thread.getState() == Thread.State.WAITING);
    assertThat(thread.isAlive()).isTrue();
  }
}
