package io.openclaw.worker.gpu;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static io.openclaw.worker.fixture.Workspaces.limited;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static io.openclaw.worker.fixture.Workspaces.withGpus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.worker.fixture.Calls;
import io.openclaw.worker.fixture.OwnRedis;
import io.openclaw.worker.skill.CallGate.Passage;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.worker.skill.GpuDevice;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.GpuRequirement.Need;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill.Visibility;
import io.vertx.mutiny.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls of two workers that die at random moments, while they ask for GPUs, wait for them and have
 * them. No lease and no place in the queue is left of them.
 */
@Timeout(300)
class GpuDeathsTest {
  private static final int CALLS = 1000;
  private static final int AT_ONCE = 12;
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final List<GpuDevice> TWO =
      List.of(new GpuDevice(0, "GPU-a"), new GpuDevice(1, "GPU-b"));

  @TempDir Path folder;
  private final Agent trainer = withGpus(agent("trainer", List.of()), 2);
  private final long seed = Long.getLong("openclaw.deaths.seed", System.nanoTime());

  @Test
  void shouldLeaveNoLeaseBehind() throws Exception {
    System.out.printf("deaths with GPUs: calls=%d openclaw.deaths.seed=%d%n", CALLS, seed);
    try (OwnRedis redis = new OwnRedis();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<GpuGate> gates =
          List.of(
              new GpuGate(TWO, new LeaseStore(redis.scripts()), LEASE),
              new GpuGate(TWO, new LeaseStore(redis.scripts()), LEASE));
      List<Future<?>> calls = new ArrayList<>();
      for (int call = 0; call < CALLS; call++) {
        Random random = new Random(seed + call);
        GpuGate gate = gates.get(random.nextInt(gates.size()));
        calls.add(threads.submit(() -> die(gate, random)));
      }
      for (Future<?> call : calls) {
        call.get();
      }

      // then: long before anything expires
      for (String left : List.of("leases", "waiting")) {
        await()
            .untilAsserted(() ->
                assertThat(redis.command(Command.HGETALL, "openclaw:{gpus}:" + left))
                    .as(left)
                    .hasToString("{}"));
      }
      for (GpuGate gate : gates) {
        await().until(() -> gate.leased() == 0);
        assertThat(gate.waiting()).isZero();
      }
    }
  }

  private void die(GpuGate gate, Random random) {
    SkillCall call = call(random);
    int held = random.nextInt(20);
    Thread thread = Thread.ofVirtual().start(() -> enter(gate, call, held));
    try {
      if (!thread.join(Duration.ofMillis(random.nextInt(40)))) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void enter(GpuGate gate, SkillCall call, int held) {
    try {
      if (gate.enter(call, Deadline.in(call.timeout()), (_, _) -> {})
          instanceof Passage.Open open) {
        try (var _ = open.permit()) {
          Thread.sleep(held);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SkillCall call(Random random) {
    Need need = random.nextBoolean() ? Need.OPTIONAL : Need.REQUIRED;
    Duration timeout = Duration.ofMillis(1 + random.nextInt(60));
    ResourceRequirements resources =
        new ResourceRequirements(
            null, null, new GpuRequirement(need, 1 + random.nextInt(2)), timeout);
    try {
      return Calls.call(
          folder,
          trainer,
          limited(skill("training", Visibility.PUBLIC, handler("train").build()), resources, null),
          timeout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
