package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Workers that take attempts as real ones do: whoever gets a step takes it among the artifacts,
 * says that it starts, looks whether it is the newest attempt, acknowledges, and runs it; whoever
 * finds it taken says by whom. They may die between any two of these, silently; only a step that
 * was not acknowledged comes again.
 */
final class FlakyWorkers {
  private static final List<String> CODES = List.of("BUSY", "BROKEN", TimeoutRules.CODE);
  private static final int PROCESSES = 3;

  private final Random random;
  private final boolean failing;

  /** What they say, on its way. */
  private final List<TaskInput> reports;

  /** Steps that Kafka has for them. */
  private final List<RunStep> steps;

  /** What has happened, by name. */
  private final Set<Object> seen;

  private final Map<StepAttempt, UUID> taken = new HashMap<>();
  private final Map<String, Integer> newest = new HashMap<>();
  private final Set<StepAttempt> unwanted = new HashSet<>();
  private final Set<UUID> dead = new HashSet<>();
  private final UUID[] living = new UUID[PROCESSES];

  /** One death for so many occasions. */
  private final int calm;

  private int deathsLeft;

  FlakyWorkers(
      Random random,
      boolean failing,
      List<TaskInput> reports,
      List<RunStep> steps,
      Set<Object> seen) {
    this.random = random;
    this.failing = failing;
    this.reports = reports;
    this.steps = steps;
    this.seen = seen;
    this.calm = failing && random.nextInt(100) == 0 ? 2 : 20;
    // Without failures, no part may be lost so often that it fails for that.
    this.deathsLeft = failing ? Integer.MAX_VALUE : AttemptRules.LOSSES;
    for (int i = 0; i < PROCESSES; i++) {
      living[i] = new UUID(random.nextLong(), random.nextLong());
    }
  }

  boolean isDead(@Nullable UUID incarnation) {
    return dead.contains(incarnation);
  }

  boolean haveDied() {
    return !dead.isEmpty();
  }

  void cancel(CancelStep command) {
    unwanted.add(command.step());
  }

  /** One of them gets a step. */
  void take(RunStep command, Instant now) {
    StepAttempt step = command.step();
    int process = random.nextInt(PROCESSES);
    UUID me = living[process];
    if (failing && random.nextInt(50) == 0) {
      fail(command, new Failure("ARTIFACTS_UNAVAILABLE", "not now", true), me, now);
      return;
    }
    UUID taker = taken.get(step);
    if (taker != null && random.nextInt(100) == 0) {
      seen.add("forgotten by the artifacts");
      taker = null;
    }
    if (taker != null) {
      passOver(command, taker, me, now);
    } else if (!unwanted.contains(step)) {
      start(command, process, now);
    }
  }

  private void passOver(RunStep command, UUID taker, UUID me, Instant now) {
    if (!taker.equals(me)) {
      seen.add("announced again");
      announce(command, taker, now);
    }
  }

  private void start(RunStep command, int process, Instant now) {
    StepAttempt step = command.step();
    UUID me = living[process];
    taken.put(step, me);
    int last = newest.merge(step.stepId() + "/" + step.agentId(), step.attempt(), Math::max);
    if (dies(process)) {
      seen.add("died before it said that it starts");
      steps.add(command);
      return;
    }
    announce(command, me, now);
    if (dies(process)) {
      seen.add("died before it acknowledged");
      steps.add(command);
    } else if (last > step.attempt()) {
      seen.add("too late to begin");
    } else {
      run(command, process, now);
    }
  }

  private void run(RunStep command, int process, Instant now) {
    UUID me = living[process];
    int fate = random.nextInt(100);
    if (dies(process)) {
      seen.add("result lost with its worker");
    } else if (failing && fate < 25) {
      String code = CODES.get(random.nextInt(CODES.size()));
      boolean passes = random.nextInt(4) > 0;
      fail(command, new Failure(code, command.step().toString(), passes), me, now);
    } else if (failing && fate < 28) {
      seen.add("never heard of again");
    } else {
      complete(command, now);
      if (dies(process)) {
        seen.add("died when it was done");
      }
    }
  }

  private boolean dies(int process) {
    if (deathsLeft == 0 || random.nextInt(calm) > 0) {
      return false;
    }
    deathsLeft--;
    dead.add(living[process]);
    living[process] = new UUID(random.nextLong(), random.nextLong());
    return true;
  }

  private void announce(RunStep command, UUID taker, Instant now) {
    say(new StepReport.Started(command.taskId(), now, command.step(), "w", taker));
  }

  private void fail(RunStep command, Failure cause, UUID me, Instant now) {
    say(new StepReport.Failed(command.taskId(), now, command.step(), cause, me));
  }

  private void complete(RunStep command, Instant now) {
    StepAttempt step = command.step();
    String id = step.stepId().substring(step.stepId().lastIndexOf('.') + 1);
    String name = id.indexOf('[') < 0 ? id : id.substring(0, id.indexOf('['));
    JsonNode output = TextNode.valueOf(step + " by " + random.nextInt());
    Result result = new Result(step.toString(), Map.of(name, output), List.of());
    say(new StepReport.Completed(command.taskId(), now, step, result));
  }

  private void say(StepReport report) {
    if (failing && random.nextInt(200) == 0) {
      seen.add("dead letter");
    } else {
      reports.add(new TaskInput.Reported(report));
    }
  }
}
