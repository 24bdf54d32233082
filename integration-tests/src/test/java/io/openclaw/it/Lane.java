package io.openclaw.it;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/**
 * Processes of which one at a time is harmed, in an order that follows from a seed: what becomes of
 * the system while several replicas of a service are away is no question of guarantees.
 */
final class Lane {
  private final List<String> processes;
  private final Random random;

  /** A process, and what is to be done to it. */
  record Target(String process, Act act) {}

  Lane(List<String> processes, long seed) {
    this.processes = List.copyOf(processes);
    this.random = new Random(seed);
  }

  /** Each process is killed, restarted and paused, one of them for long. */
  List<Target> fewActs() {
    String longest = processes.get(random.nextInt(processes.size()));
    List<Target> targets = new ArrayList<>();
    for (String process : processes) {
      Act pause = process.equals(longest) ? Act.LONG_PAUSE : Act.PAUSE;
      EnumSet.of(Act.KILL, Act.RESTART, pause)
          .forEach(act -> targets.add(new Target(process, act)));
    }
    Collections.shuffle(targets, random);
    return targets;
  }

  /** Each act on each process. */
  List<Target> allActs() {
    List<Target> targets = new ArrayList<>();
    for (String process : processes) {
      EnumSet.allOf(Act.class).forEach(act -> targets.add(new Target(process, act)));
    }
    Collections.shuffle(targets, random);
    return targets;
  }

  /** How many tasks are to end before the next act. */
  int nextCalm() {
    return 1 + random.nextInt(2);
  }
}
