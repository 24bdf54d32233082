package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The whole system under load while its processes are killed, stopped and restarted: every task
 * that was accepted ends exactly once, with the right outputs, and everybody sees the same history.
 *
 * <p>{@code -Dopenclaw.faults.tasks=500 -Dopenclaw.faults.seconds=1800} makes it long, {@code
 * -Dopenclaw.faults.seed} repeats the acts of an earlier run, {@code -Dopenclaw.faults.clients}
 * says how many tasks are under way at once.
 */
class FaultIT {
  private static final int TASKS = Integer.getInteger("openclaw.faults.tasks", 40);
  private static final int SECONDS = Integer.getInteger("openclaw.faults.seconds", 0);
  private static final int CLIENTS = Integer.getInteger("openclaw.faults.clients", 4);
  private static final long SEED = Long.getLong("openclaw.faults.seed", System.nanoTime());
  private static final int SECONDS_OF_WATCH = 6;
  private static final Duration CALM = Duration.ofMinutes(5);

  @Test
  void shouldEndEveryTaskOnceWhateverIsDoneToTheProcesses() throws Exception {
    System.out.printf("faults: seed %d (-Dopenclaw.faults.seed=%d)%n", SEED, SEED);
    Path home = Path.of("target/faults").toAbsolutePath();
    Cli cli = new Cli(home, StormWorkspace.create("faults-workspace"));
    if (Files.exists(home)) {
      cli.run("down");
      Cli.delete(home);
    }
    try (RunningStack stack = RunningStack.start(cli, "--replicas", "2")) {
      String run = UUID.randomUUID().toString().substring(0, 8);
      Load load = new Load(stack.gateways(), run, TASKS);
      // They last about as long as the storm, in which some are lost and kept again.
      int watches = Math.max(10, SECONDS / 10);
      try (ChaosMonkey monkey = new ChaosMonkey(stack, load, SEED, FaultIT::tell)) {
        load.begin(CLIENTS, watches, SECONDS_OF_WATCH);
        storm(monkey);
        load.end(CALM);
        check(stack, load, monkey.deeds(), run, watches);
      } finally {
        load.failures().forEach(failure -> failure.printStackTrace(System.out));
      }
    }
  }

  private static void tell(Deed deed) {
    System.out.println(deed);
  }

  private static void storm(ChaosMonkey monkey) throws Exception {
    if (SECONDS == 0) {
      monkey.doSomethingOnce();
    } else {
      monkey.doEverything(Duration.ofSeconds(SECONDS));
    }
  }

  private static void check(
      RunningStack stack, Load load, List<Deed> deeds, String run, int watches) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    List<List<TaskEvent>> histories = new ArrayList<>();
    try (Recordings recordings = Recordings.of(stack)) {
      TaskPromises promises = new TaskPromises(recordings, stack, softly);
      for (LoadedTask task : load.deliveries()) {
        List<TaskEvent> history = promises.check(task, StormWorkspace.partsOfDelivery());
        promises.checkOutputs(task, history.getLast());
        histories.add(history);
      }
      histories.add(promises.check(load.vigil(), StormWorkspace.partsOfVigil(watches)));
      softly
          .assertThat(recordings.tasksThatSay("token-" + run))
          .as("all tasks that there are")
          .isEqualTo(ids(load));
    }
    softly
        .assertThat(TopicLog.read(stack.kafka(), Topics.DEAD_LETTERS))
        .as("messages that could not be dealt with")
        .isEmpty();
    new StormReport(System.out)
        .print(
            histories.size(),
            histories.stream().mapToInt(List::size).sum(),
            TaskPromises.retries(histories),
            load.troubles().counts(),
            load.longestWait(),
            deeds);
    softly.assertAll();
    assertThat(load.deliveries()).hasSizeGreaterThanOrEqualTo(TASKS);
  }

  private static Set<UUID> ids(Load load) {
    Set<UUID> ids = new TreeSet<>(Set.of(load.vigil().id()));
    load.deliveries().forEach(task -> ids.add(task.id()));
    return ids;
  }
}
