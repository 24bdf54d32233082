package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.workspace.SkillNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls that die in every way at random moments, several at once: interrupted, out of time, killed
 * from outside, by themselves, or by the limits. Nothing of them is left. A longer run: {@code
 * -Dopenclaw.deaths.rounds=1000}.
 */
@Timeout(1800)
class DeathsTest {
  private static final int AT_ONCE = 4;

  /** Until then, most calls have begun and none of the endless ones has ended. */
  private static final int LATEST_MILLIS = 400;

  private static final List<String> ENDLESS =
      List.of(
          "wait_without_end",
          "ignore_being_asked",
          "compute_without_end",
          "write_errors_without_end",
          "tell_progress_without_end",
          "stop_oneself");
  private static final List<String> DEADLY =
      List.of(
          "fork_without_end",
          "take_memory_in_many_processes",
          "fill_the_disk_by_many_files",
          "leave_a_daemon",
          "answer_nothing",
          "answer_no_json",
          "answer_without_end",
          "kill_the_sandboxs_first_process");

  /** Some of those that die have waited for their calls, and some die while they wait. */
  private static final WarmLimits WARM = new WarmLimits(256L << 20, Duration.ofMinutes(5));

  /**
   * For what Java itself opens meanwhile, where each call has more than one; and for the control
   * groups of the last calls, which those after them would have removed.
   */
  private static final int SLACK = 20;

  private final long seed = Long.getLong("openclaw.deaths.seed", System.nanoTime());

  @Test
  void shouldLeaveNothingBehind() throws Exception {
    int rounds = Integer.getInteger("openclaw.deaths.rounds", 60);
    System.out.printf("deaths: rounds=%d openclaw.deaths.seed=%d%n", rounds, seed);
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "deaths-");
    int before;
    try (AttackCase attacks = new AttackCase(folder, true, List.of(), WARM);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      die(attacks, "answer_nothing", AttackCase.TIME);
      before = descriptors();
      List<Future<?>> calls = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        Random random = new Random(seed + round);
        calls.add(threads.submit(() -> dieSomehow(attacks, random)));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }

    // then
    await().untilAsserted(() -> assertThat(leftProcesses()).isEmpty());
    assertThat(leftFolders()).isEmpty();
    assertThat(leftGroups()).hasSizeLessThan(SLACK);
    await().untilAsserted(() -> assertThat(descriptors()).isLessThan(before + SLACK));
  }

  private static void dieSomehow(AttackCase attacks, Random random) {
    int moment = random.nextInt(LATEST_MILLIS);
    switch (random.nextInt(4)) {
      case 0 -> die(attacks, one(ENDLESS, random), Duration.ofMillis(moment + 1L));
      case 1 -> interrupted(attacks, one(ENDLESS, random), moment);
      case 2 -> killed(attacks, one(ENDLESS, random), moment, random);
      default -> die(attacks, one(DEADLY, random), AttackCase.TIME);
    }
  }

  private static void interrupted(AttackCase attacks, String attempt, int moment) {
    Thread call = Thread.ofVirtual().start(() -> die(attacks, attempt, AttackCase.TIME));
    pause(moment);
    call.interrupt();
    join(call);
  }

  /** Any process of this one's, of whatever call and whatever part of a sandbox. */
  private static void killed(AttackCase attacks, String attempt, int moment, Random random) {
    Thread call =
        Thread.ofVirtual()
            .start(() -> die(attacks, attempt, Duration.ofMillis(2L * LATEST_MILLIS)));
    pause(moment);
    List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
    if (!all.isEmpty()) {
      all.get(random.nextInt(all.size())).destroyForcibly();
    }
    join(call);
  }

  private static void die(AttackCase attacks, String attempt, Duration time) {
    ObjectNode inputs = attacks.inputs().put("attempt", attempt);
    SkillNetwork network = new SkillNetwork(List.of("api.example.org"), List.of());
    try {
      attacks.attack("resources", inputs, network, time, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(attempt, e);
    }
  }

  private static List<String> leftProcesses() {
    return ProcessHandle.current()
        .descendants()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(
            line -> line.contains("openclaw") || line.contains("bwrap") || line.contains("7321"))
        .toList();
  }

  private static List<Path> leftFolders() throws Exception {
    try (Stream<Path> folders = Files.list(ScratchParent.own().path())) {
      return folders.filter(Files::isDirectory).toList();
    }
  }

  /** There are none where the worker is not root. */
  private static List<Path> leftGroups() throws IOException {
    String own = "openclaw-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> groups =
        Files.find(
            Path.of("/sys/fs/cgroup"),
            Integer.MAX_VALUE,
            (path, file) -> file.isDirectory() && path.getFileName().toString().startsWith(own))) {
      return groups.toList();
    }
  }

  /** Pipes, sockets and sleeping waits all have a descriptor. */
  private static int descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return Math.toIntExact(open.count());
    }
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  @SuppressWarnings("ThreadJoinLoop")
  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Until a moment that the dice have chosen: it is what is tested, not a wait for anything. */
  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
