package io.openclaw.worker.gpu;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static io.openclaw.worker.fixture.Workspaces.limited;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static io.openclaw.worker.fixture.Workspaces.withGpus;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Failure;
import io.openclaw.worker.fixture.Calls;
import io.openclaw.worker.fixture.OwnRedis;
import io.openclaw.worker.skill.CallGate.Passage;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.worker.skill.GpuDevice;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.GpuRequirement.Need;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill.Visibility;
import io.vertx.mutiny.redis.client.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GpuGateTest {
  private static final List<GpuDevice> TWO =
      List.of(new GpuDevice(0, "GPU-a"), new GpuDevice(1, "GPU-b"));
  private static final GpuRequirement OPTIONAL = new GpuRequirement(Need.OPTIONAL, 1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static OwnRedis redis;

  @TempDir Path folder;
  private final Agent trainer = withGpus(agent("trainer", List.of()), 2);
  private final List<String> told = new CopyOnWriteArrayList<>();
  private GpuGate gate;

  @BeforeAll
  static void startRedis() {
    redis = new OwnRedis();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void clear() {
    redis.command(Command.FLUSHALL);
    gate = gate(TWO, Duration.ofSeconds(15));
  }

  @Test
  void shouldGiveNoneToASkillThatAsksForNone() throws Exception {
    assertThat(open(enter(trainer, GpuRequirement.NONE, MINUTE)).call().gpus()).isEmpty();
    assertThat(gate.leased()).isZero();
  }

  @Test
  void shouldLeaseWhatIsRequiredAndGiveItBack() throws Exception {
    // when
    Passage.Open open = open(enter(trainer, required(2), MINUTE));

    // then
    assertThat(open.call().gpus()).isEqualTo(TWO);
    assertThat(gate.leased()).isEqualTo(2);

    // when
    open.permit().close();

    // then
    await().until(() -> gate.leased() == 0);
    await().until(() -> leases() == 0);
  }

  @Test
  void shouldRefuseWhoIsGrantedTooFewOrNone() throws Exception {
    assertThat(refusal(enter(agent("a", List.of()), required(1), MINUTE)))
        .isEqualTo(
            new Failure(
                "GPU_NOT_GRANTED",
                "skill training needs 1 GPUs, and a may have 0 (permissions, gpu_access,"
                    + " max_allocation)",
                false));
    assertThat(refusal(enter(trainer, required(3), MINUTE)).code()).isEqualTo("GPU_NOT_GRANTED");
    assertThat(refusal(enter(null, required(1), MINUTE)).code()).isEqualTo("GPU_NOT_GRANTED");
  }

  @Test
  void shouldRefuseAtOnceWhatThisMachineDoesNotHave() throws Exception {
    gate = gate(List.of(), MINUTE);

    assertThat(refusal(enter(trainer, required(1), MINUTE)))
        .isEqualTo(
            new Failure(
                "GPU_UNAVAILABLE", "skill training needs 1 GPUs, and this worker has 0", true));
  }

  @Test
  void shouldDoWithoutWhereTheyAreOptionalAndNotToBeHad() throws Exception {
    Passage.Open first = open(enter(trainer, OPTIONAL, MINUTE));
    Passage.Open both = open(enter(trainer, OPTIONAL, MINUTE));
    assertThat(first.call().gpus()).hasSize(1);
    assertThat(both.call().gpus()).hasSize(1).doesNotContainAnyElementsOf(first.call().gpus());

    assertThat(open(enter(trainer, OPTIONAL, MINUTE)).call().gpus()).isEmpty();
    assertThat(open(enter(agent("a", List.of()), OPTIONAL, MINUTE)).call().gpus()).isEmpty();
    assertThat(open(enter(null, OPTIONAL, MINUTE)).call().gpus()).isEmpty();
    first.permit().close();
    both.permit().close();
  }

  @Test
  void shouldWaitForWhatIsRequired() throws Exception {
    // given
    Passage.Open first = open(enter(trainer, required(2), MINUTE));
    AtomicReference<Passage> second = new AtomicReference<>();
    Thread waiting = start(() -> second.set(enter(trainer, required(1), MINUTE)));
    await().until(() -> gate.waiting() == 1);

    // when
    first.permit().close();
    waiting.join();

    // then
    Passage.Open open = open(requireNonNull(second.get()));
    assertThat(open.call().gpus()).hasSize(1);
    assertThat(told).containsExactly("waits for 1 of the 2 GPUs of this worker");
    assertThat(gate.waiting()).isZero();
    open.permit().close();
  }

  @Test
  void shouldWaitNoLongerThanTheCallMayTakeAndLeaveTheQueue() throws Exception {
    Passage.Open first = open(enter(trainer, required(2), MINUTE));

    Failure failure = refusal(enter(trainer, required(1), SHORT));

    assertThat(failure.code()).isEqualTo("GPU_UNAVAILABLE");
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.message()).contains("PT0.3S", "1 of the 2 GPUs", "trainer");
    await().until(() -> redis.command(Command.HLEN, "openclaw:{gpus}:waiting").toInteger() == 0);
    first.permit().close();
  }

  @Test
  void shouldLeaveTheQueueWhenInterrupted() throws Exception {
    Passage.Open first = open(enter(trainer, required(2), MINUTE));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiting =
        start(() -> {
          try {
            Passage _ = enter(trainer, required(1), MINUTE);
          } catch (InterruptedException e) {
            thrown.set(e);
          }
        });
    await().until(() -> gate.waiting() == 1);

    waiting.interrupt();
    waiting.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(gate.waiting()).isZero();
    await().until(() -> redis.command(Command.HLEN, "openclaw:{gpus}:waiting").toInteger() == 0);
    first.permit().close();
  }

  @Test
  void shouldKeepALeaseForAsLongAsTheCallRuns() throws Exception {
    gate = gate(TWO, Duration.ofMillis(600));
    Passage.Open open = open(enter(trainer, required(2), MINUTE));

    long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    await().until(() -> System.nanoTime() > until);

    assertThat(open.permit().withdrawal()).isNotCompleted();
    assertThat(open(enter(withGpus(agent("b", List.of()), 1), OPTIONAL, MINUTE)).call().gpus())
        .isEmpty();
    open.permit().close();
  }

  @Test
  void shouldEndACallWhoseLeaseIsGone() throws Exception {
    gate = gate(TWO, Duration.ofMillis(600));
    Passage.Open open = open(enter(trainer, required(2), MINUTE));

    redis.command(Command.FLUSHALL);

    Failure failure =
        await()
            .until(() -> requireNonNull(open.permit().withdrawal()).getNow(null), f -> f != null);
    assertThat(failure.code()).isEqualTo("GPU_LEASE_LOST");
    assertThat(failure.retryable()).isTrue();
    open.permit().close();
  }

  @Test
  void shouldEndACallBeforeOthersCanHaveItsDevicesWhereRedisIsAway() throws Exception {
    // given
    try (OwnRedis own = new OwnRedis()) {
      Duration time = Duration.ofSeconds(3);
      GpuGate alone = new GpuGate(TWO, new LeaseStore(own.scripts()), time);
      long asked = System.nanoTime();
      Passage.Open open = open(enter(alone, trainer, required(1), MINUTE));

      // when
      own.stop();

      // then
      Failure failure = requireNonNull(open.permit().withdrawal()).get();
      Duration after = Duration.ofNanos(System.nanoTime() - asked);
      assertThat(failure.code()).isEqualTo("GPU_LEASE_LOST");
      assertThat(after).isLessThan(time.minusMillis(300));
      assertThat(open(enter(alone, trainer, OPTIONAL, MINUTE)).call().gpus()).isEmpty();
      open.permit().close();
      own.start();
    }
  }

  private static long leases() {
    return redis.command(Command.HLEN, "openclaw:{gpus}:leases").toLong();
  }

  private static GpuGate gate(List<GpuDevice> devices, Duration leaseTime) {
    return new GpuGate(devices, new LeaseStore(redis.scripts()), leaseTime);
  }

  private static GpuRequirement required(int count) {
    return new GpuRequirement(Need.REQUIRED, count);
  }

  private Passage enter(@Nullable Agent by, GpuRequirement need, Duration timeout)
      throws IOException, InterruptedException {
    return enter(gate, by, need, timeout);
  }

  private Passage enter(GpuGate entered, @Nullable Agent by, GpuRequirement need, Duration timeout)
      throws IOException, InterruptedException {
    return entered.enter(
        Calls.call(
            folder,
            by,
            limited(
                skill("training", Visibility.PUBLIC, handler("train").build()),
                new ResourceRequirements(null, null, need, timeout),
                null),
            timeout),
        Deadline.in(timeout),
        (message, _) -> told.add(message));
  }

  private interface Action {
    void run() throws Exception;
  }

  private static Thread start(Action action) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            action.run();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Passage.Open open(Passage passage) {
    assertThat(passage).isInstanceOf(Passage.Open.class);
    return (Passage.Open) passage;
  }

  private static Failure refusal(Passage passage) {
    assertThat(passage).isInstanceOf(Passage.Refused.class);
    return ((Passage.Refused) passage).failure();
  }
}
