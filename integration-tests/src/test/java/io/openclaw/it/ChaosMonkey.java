package io.openclaw.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Does harm to the processes of one stack, one after the other, in an order that follows from a
 * seed. It waits until a process is well and tasks end again before it goes on. Nothing stays
 * stopped, whatever goes wrong, not even when the tests are ended from outside.
 */
final class ChaosMonkey implements AutoCloseable {
  static final List<String> PROCESSES =
      List.of("gateway", "orchestrator", "worker", "kafka", "redis", "postgres");

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final RunningStack stack;
  private final Load load;
  private final Random random;
  private final Consumer<Deed> witness;
  private final Set<ProcessHandle> stopped = ConcurrentHashMap.newKeySet();
  private final Thread atExit = new Thread(this::wakeAll, "wake all");
  private final List<Deed> deeds = new ArrayList<>();

  /** A process, and what is to be done to it. */
  private record Target(String process, Act act) {}

  /**
   * @param load says how the tasks are doing
   * @param witness told each deed at once
   */
  ChaosMonkey(RunningStack stack, Load load, long seed, Consumer<Deed> witness) {
    this.stack = stack;
    this.load = load;
    this.random = new Random(seed);
    this.witness = witness;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  /** Each of the acts on each process, in any order; a few tasks end between any two. */
  void oneRound(Set<Act> acts) throws Exception {
    List<Target> targets = new ArrayList<>();
    for (String process : PROCESSES) {
      acts.forEach(act -> targets.add(new Target(process, act)));
    }
    Collections.shuffle(targets, random);
    for (Target target : targets) {
      await().atMost(PATIENCE).until(load.hasEnded(1 + random.nextInt(3)));
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
      wakeAll();
    }
  }

  private synchronized void wakeAll() {
    try {
      StackProcess.signal("CONT", List.copyOf(stopped));
      stopped.clear();
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
