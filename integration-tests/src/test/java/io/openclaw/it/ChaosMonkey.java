package io.openclaw.it;

import static org.awaitility.Awaitility.await;

import io.openclaw.it.Lane.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Does harm to the processes of one stack: to one of the gateways, one of the orchestrators, one of
 * the workers and one of the servers at the same time. In each of these lanes it waits until a
 * process is well and tasks end again before it goes on. Nothing stays stopped, whatever goes
 * wrong, not even when the tests are ended from outside.
 */
final class ChaosMonkey implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final RunningStack stack;
  private final Load load;
  private final List<Lane> lanes;
  private final Consumer<Deed> witness;
  private final Set<ProcessHandle> stopped = ConcurrentHashMap.newKeySet();
  private final Thread atExit = new Thread(this::wakeAll, "wake all");
  private final Queue<Deed> deeds = new ConcurrentLinkedQueue<>();

  /**
   * @param load says how the tasks are doing
   * @param witness told each deed at once, by several threads
   */
  ChaosMonkey(RunningStack stack, Load load, long seed, Consumer<Deed> witness) throws IOException {
    this.stack = stack;
    this.load = load;
    this.lanes =
        List.of(
            new Lane(stack.replicas("gateway"), seed),
            new Lane(stack.replicas("orchestrator"), seed + 1),
            new Lane(stack.replicas("worker"), seed + 2),
            new Lane(List.of("kafka", "redis", "postgres"), seed + 3));
    this.witness = witness;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  /** Kills, restarts and pauses each process once. */
  void doSomethingOnce() throws Exception {
    inEachLane(lane -> act(lane, lane.fewActs()));
  }

  /** Does all that can be done to each process, again and again until the time is over. */
  void doEverything(Duration atLeast) throws Exception {
    long end = System.nanoTime() + atLeast.toNanos();
    inEachLane(lane -> {
      do {
        act(lane, lane.allActs());
      } while (System.nanoTime() < end);
    });
  }

  private interface Work {
    void in(Lane lane) throws Exception;
  }

  private void inEachLane(Work work) throws Exception {
    List<Callable<Void>> all = new ArrayList<>();
    for (Lane lane : lanes) {
      all.add(() -> {
        work.in(lane);
        return null;
      });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> lane : threads.invokeAll(all)) {
        lane.get();
      }
    }
  }

  private void act(Lane lane, List<Target> targets) throws Exception {
    for (Target target : targets) {
      await().atMost(PATIENCE).until(load.hasEnded(lane.nextCalm()));
      act(new StackProcess(stack, target.process()), target.act());
    }
  }

  private void act(StackProcess process, Act act) throws Exception {
    ProcessHandle handle = process.handle();
    Instant at = Instant.now();
    int underWay = load.underWay();
    switch (act) {
      case KILL -> StackProcess.signal("KILL", List.of(handle));
      // What the launcher ends it with: for PostgreSQL, TERM would wait for its clients to go.
      case RESTART ->
          StackProcess.signal(process.name().equals("postgres") ? "INT" : "TERM", List.of(handle));
      case PAUSE, LONG_PAUSE -> pause(process, act.length());
    }
    long over = System.nanoTime();
    Ends.Wait nextEnd = load.hasEnded(1);
    if (act.isPause()) {
      process.awaitHealthy();
    } else {
      process.awaitSuccessorOf(handle.pid());
    }
    Duration healthyAfter = Duration.ofNanos(System.nanoTime() - over);
    await(process.name() + " after " + act).atMost(PATIENCE).until(nextEnd);
    Duration nextEndAfter = Duration.ofNanos(nextEnd.at() - over);
    Deed deed =
        new Deed(process.name(), act, at, handle.pid(), healthyAfter, nextEndAfter, underWay);
    deeds.add(deed);
    witness.accept(deed);
  }

  private void pause(StackProcess process, Duration length)
      throws IOException, InterruptedException {
    List<ProcessHandle> family = process.family();
    stopped.addAll(family);
    try {
      StackProcess.signal("STOP", family);
      // How long it stands still is what is tried here.
      Thread.sleep(length);
    } finally {
      wake(family);
    }
  }

  private void wakeAll() {
    wake(List.copyOf(stopped));
  }

  private void wake(List<ProcessHandle> family) {
    try {
      StackProcess.signal("CONT", family);
      family.forEach(stopped::remove);
    } catch (IOException e) {
      throw new AssertionError("cannot wake " + stopped, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    wakeAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
