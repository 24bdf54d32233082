package io.openclaw.worker.gpu;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.worker.fixture.OwnRedis;
import io.vertx.mutiny.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LeaseStoreTest {
  private static final List<String> FOUR = List.of("GPU-a", "GPU-b", "GPU-c", "GPU-d");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int CALLS = 15;
  private static final Duration NO_PLACE = Duration.ZERO;
  private static OwnRedis redis;
  private static LeaseStore store;

  @BeforeAll
  static void startRedis() {
    redis = new OwnRedis();
    store = new LeaseStore(redis.scripts());
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void clear() {
    redis.command(Command.FLUSHALL);
  }

  @Test
  void shouldTakeAllOrNone() throws Exception {
    Grant three = requireNonNull(store.take(request("x", 3, 9), LONG, NO_PLACE));

    assertThat(three.devices()).hasSize(3);
    assertThat(store.take(request("y", 2, 9), LONG, NO_PLACE)).isNull();
    Grant last = requireNonNull(store.take(request("y", 1, 9), LONG, NO_PLACE));
    assertThat(three.devices()).doesNotContainAnyElementsOf(last.devices());
    assertThat(last.token()).isGreaterThan(three.token());
  }

  @Test
  void shouldCountAnAgentsDevicesOnAllMachinesTogether() throws Exception {
    LeaseRequest here = request("x", 2, 3);
    LeaseRequest there = new LeaseRequest("there", "x", 2, 3, List.of("GPU-y", "GPU-z"));
    assertThat(store.take(here, LONG, NO_PLACE)).isNotNull();

    assertThat(store.take(there, LONG, NO_PLACE)).isNull();
    store.release(here.id());
    assertThat(store.take(there, LONG, NO_PLACE)).isNotNull();
  }

  @Test
  void shouldGiveTheSameDevicesToTheSameRequest() throws Exception {
    LeaseRequest request = request("x", 2, 9);

    assertThat(store.take(request, LONG, NO_PLACE)).isEqualTo(store.take(request, LONG, NO_PLACE));
  }

  @Test
  void shouldFreeDevicesByExpiryAndKeepThoseThatAreRenewed() throws Exception {
    // given
    Duration time = Duration.ofMillis(600);
    LeaseRequest dead = request("x", 2, 9);
    LeaseRequest alive = request("y", 2, 9);
    assertThat(store.take(dead, time, NO_PLACE)).isNotNull();
    assertThat(store.take(alive, time, NO_PLACE)).isNotNull();

    // when
    LeaseRequest next = request("z", 2, 9);
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          assertThat(store.renew(alive.id(), time)).isEqualTo(2);
          return store.take(next, LONG, NO_PLACE) != null;
        });

    // then
    assertThat(store.renew(dead.id(), time)).isZero();
    assertThat(store.renew(alive.id(), time)).isEqualTo(2);
  }

  @Test
  void shouldLetNobodyOvertakeALargeRequestThatWaits() throws Exception {
    LeaseRequest first = request("x", 1, 9);
    LeaseRequest large = request("y", 4, 9);
    LeaseRequest small = request("z", 1, 9);
    assertThat(store.take(first, LONG, NO_PLACE)).isNotNull();
    assertThat(store.take(large, LONG, LONG)).isNull();

    assertThat(store.take(small, LONG, LONG)).isNull();
    store.release(first.id());
    assertThat(store.take(small, LONG, LONG)).isNull();
    assertThat(store.take(large, LONG, LONG)).isNotNull();
    store.release(large.id());
    assertThat(store.take(small, LONG, LONG)).isNotNull();
  }

  @Test
  void shouldPassOverAWaiterWhoseAgentHasItsShareButNotForThatAgent() throws Exception {
    LeaseRequest share = request("x", 2, 2);
    LeaseRequest more = request("x", 2, 2);
    assertThat(store.take(share, LONG, NO_PLACE)).isNotNull();
    assertThat(store.take(more, LONG, LONG)).isNull();

    assertThat(store.take(request("y", 1, 9), LONG, LONG)).isNotNull();
    assertThat(store.take(request("x", 1, 3), LONG, LONG)).isNull();
  }

  @Test
  void shouldForgetAWaiterWhoDoesNotAskAgain() throws Exception {
    LeaseRequest first = request("x", 1, 9);
    assertThat(store.take(first, LONG, NO_PLACE)).isNotNull();
    assertThat(store.take(request("y", 4, 9), LONG, Duration.ofMillis(300))).isNull();
    LeaseRequest small = request("z", 1, 9);
    assertThat(store.take(small, LONG, LONG)).isNull();

    await().until(() -> store.take(small, LONG, LONG) != null);
  }

  @Test
  void shouldNeverLeaseTwiceNorBeyondAnAgentsShareWhoeverDies() throws Exception {
    // given
    long seed = new Random().nextLong();
    System.out.println("LeaseStoreTest seed " + seed);
    Model model = new Model("seed " + seed);

    // when
    List<Future<Integer>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        Random random = new Random(seed + i);
        LeaseStore own = new LeaseStore(redis.scripts());
        List<String> devices = i % 3 == 0 ? List.of("GPU-y", "GPU-z") : FOUR;
        Callable<Integer> work = () -> work(own, devices, random, model);
        workers.add(threads.submit(work));
      }
    }

    // then
    int served = 0;
    for (Future<Integer> worker : workers) {
      served += worker.get();
    }
    assertThat(served).as("seed " + seed).isEqualTo(12 * CALLS);
    LeaseRequest all =
        new LeaseRequest(
            "all", "x", 6, 6, List.of("GPU-a", "GPU-b", "GPU-c", "GPU-d", "GPU-y", "GPU-z"));
    await().until(() -> store.take(all, LONG, NO_PLACE) != null);
  }

  /** Calls one after the other, of which some die without a word; each gets its devices. */
  private static int work(LeaseStore own, List<String> devices, Random random, Model model)
      throws Exception {
    Duration time = Duration.ofMillis(500);
    int served = 0;
    for (int i = 0; i < CALLS; i++) {
      String agent = "agent-" + random.nextInt(3);
      LeaseRequest request =
          new LeaseRequest(
              UUID.randomUUID().toString(),
              agent,
              1 + random.nextInt(devices.size() > 2 ? 3 : 2),
              Model.MOST,
              devices);
      long asked = System.nanoTime();
      Grant grant = own.take(request, time, LONG);
      while (grant == null) {
        asked = System.nanoTime();
        grant = own.take(request, time, LONG);
      }
      model.granted(request, grant, asked + time.toNanos());
      served++;
      if (random.nextInt(6) > 0) {
        if (random.nextBoolean()) {
          long again = System.nanoTime();
          if (own.renew(request.id(), time) == grant.devices().size()) {
            model.renewed(request, again + time.toNanos());
          }
        }
        model.released(request);
        own.release(request.id());
      }
    }
    return served;
  }

  /** What holders believe: that until a moment which they know the devices are theirs alone. */
  private static final class Model {
    static final int MOST = 3;

    private final String hint;
    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, Long> tokens = new HashMap<>();

    private record Held(LeaseRequest request, List<String> devices, long until) {}

    Model(String hint) {
      this.hint = hint;
    }

    synchronized void granted(LeaseRequest request, Grant grant, long until) {
      long now = System.nanoTime();
      if (until <= now) {
        // Too slow to have believed in it at all.
        return;
      }
      held.values().removeIf(other -> other.until() <= now);
      assertThat(grant.devices()).as(hint).hasSize(request.count()).doesNotHaveDuplicates();
      assertThat(request.devices()).as(hint).containsAll(grant.devices());
      for (Held other : held.values()) {
        assertThat(other.devices()).as(hint).doesNotContainAnyElementsOf(grant.devices());
      }
      held.put(request.id(), new Held(request, grant.devices(), until));
      int used =
          held.values().stream()
              .filter(other -> other.request().agent().equals(request.agent()))
              .mapToInt(other -> other.devices().size())
              .sum();
      assertThat(used).as(hint).isLessThanOrEqualTo(MOST);
      for (String device : grant.devices()) {
        Long before = tokens.put(device, grant.token());
        assertThat(before == null || before < grant.token()).as(hint).isTrue();
      }
    }

    synchronized void renewed(LeaseRequest request, long until) {
      Held known = held.get(request.id());
      if (known != null) {
        held.put(request.id(), new Held(request, known.devices(), until));
      }
    }

    synchronized void released(LeaseRequest request) {
      held.remove(request.id());
    }
  }

  private static LeaseRequest request(String agent, int count, int most) {
    return new LeaseRequest(UUID.randomUUID().toString(), agent, count, most, FOUR);
  }
}
