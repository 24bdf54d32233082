package io.openclaw.worker.skill;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.CallGate.Passage;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes calls through all gates and runs them behind. Gives back what they held there. */
final class Gates {
  private final List<CallGate> gates;

  Gates(Collection<CallGate> gates) {
    this.gates = gates.stream().sorted(comparing(CallGate::stage)).toList();
  }

  Answer call(SkillRuntime runtime, SkillCall call, SkillListener listener)
      throws InterruptedException {
    return new Way(runtime, listener, Deadline.in(call.timeout())).from(gates, call);
  }

  /** Of one call. */
  private record Way(SkillRuntime runtime, SkillListener listener, Deadline deadline) {

    Answer from(List<CallGate> ahead, SkillCall call) throws InterruptedException {
      if (ahead.isEmpty()) {
        return run(call);
      }
      return switch (ahead.getFirst().enter(call, deadline, listener)) {
        case Passage.Refused(Failure failure) -> new Answer.Refused(failure);
        case Passage.Open(SkillCall passed, Permit permit) ->
            with(permit, () -> from(ahead.subList(1, ahead.size()), passed));
      };
    }

    private Answer run(SkillCall call) throws InterruptedException {
      Duration left = deadline.leftOf(call.timeout());
      return left.isPositive()
          ? runtime.call(call.within(left), listener)
          : new Answer.Refused(
              FailureCode.TIMEOUT.failure(
                  "%s waited for its turn for all the time that it may take, %s"
                      .formatted(call.tool().id(), call.timeout())));
    }
  }

  private static Answer with(Permit permit, Work work) throws InterruptedException {
    try (permit) {
      CompletableFuture<Failure> withdrawal = permit.withdrawal();
      return withdrawal == null ? work.run() : until(withdrawal, work);
    }
  }

  /**
   * On a thread of its own, so that nobody takes the end of a permit for the end of the step, whose
   * interrupt comes to this one.
   */
  private static Answer until(CompletableFuture<Failure> withdrawal, Work work)
      throws InterruptedException {
    Apart apart = new Apart(work);
    Thread thread = Thread.ofVirtual().name("skill-call").start(apart);
    CompletableFuture<Void> _ = withdrawal.thenRun(thread::interrupt);
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      joinAnyway(thread);
      throw e;
    }
    return withdrawal.isDone() ? new Answer.Refused(withdrawal.join()) : apart.answer();
  }

  /** A call that was told to end ends soon, and nothing may be given back before. */
  private static void joinAnyway(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @FunctionalInterface
  private interface Work {
    Answer run() throws InterruptedException;
  }

  /** Keeps what came of work for the thread that waits for it. */
  private static final class Apart implements Runnable {
    private final Work work;
    private volatile @Nullable Answer answer;
    private volatile @Nullable Throwable thrown;

    Apart(Work work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        answer = work.run();
      } catch (InterruptedException | RuntimeException | Error e) {
        thrown = e;
      }
    }

    Answer answer() throws InterruptedException {
      return switch (thrown) {
        case InterruptedException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> requireNonNull(answer, "answer is null");
      };
    }
  }
}
