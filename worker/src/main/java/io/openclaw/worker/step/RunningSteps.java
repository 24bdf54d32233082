package io.openclaw.worker.step;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The steps under way in this process. Thread-safe. */
final class RunningSteps {
  private final StepWork work;
  private final StepReporter reporter;
  private final Map<StepRun, Thread> runs = new ConcurrentHashMap<>();

  RunningSteps(StepWork work, StepReporter reporter) {
    this.work = work;
    this.reporter = reporter;
  }

  int count() {
    return runs.size();
  }

  /** Those of one agent. */
  long count(String agentId) {
    return runs.keySet().stream()
        .filter(run -> run.step().step().agentId().equals(agentId))
        .count();
  }

  /**
   * Starts a step; returns at once.
   *
   * @param whenDone run when its report has arrived, or it was abandoned
   */
  void start(RunStep step, Runnable whenDone) {
    abandonEarlier(step);
    StepRun run = new StepRun(step, work);
    Thread supervisor =
        Thread.ofVirtual().name("step-" + run.name()).unstarted(() -> supervise(run, whenDone));
    runs.put(run, supervisor);
    supervisor.start();
  }

  /** Ends the attempts that this one makes pointless; does not wait for that. */
  void abandonEarlier(RunStep step) {
    runs.keySet().stream().filter(run -> run.isOvertakenBy(step)).forEach(StepRun::abandon);
  }

  /** Ends an attempt that nobody waits for; does not wait for that. False where it is not here. */
  boolean cancel(UUID taskId, StepAttempt attempt) {
    List<StepRun> found =
        runs.keySet().stream()
            .filter(run -> run.step().taskId().equals(taskId))
            .filter(run -> run.step().step().equals(attempt))
            .toList();
    found.forEach(StepRun::abandon);
    return !found.isEmpty();
  }

  /**
   * Ends what runs: lets it finish for a while, then abandons it, so that another worker can have
   * it. Nothing of it runs when this returns.
   *
   * @param ending the time that an abandoned step may take to end
   */
  void stop(Duration grace, Duration ending) throws InterruptedException {
    await(grace);
    runs.keySet().forEach(StepRun::abandon);
    await(ending);
  }

  private void await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Thread supervisor : runs.values()) {
      if (!supervisor.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        return;
      }
    }
  }

  private void supervise(StepRun run, Runnable whenDone) {
    try {
      reporter.report(run.step(), run::supervise);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      runs.remove(run);
      whenDone.run();
    }
  }
}
