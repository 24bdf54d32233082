package io.openclaw.benchmarks.starts;

import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import java.util.function.Supplier;

/** A handler that gives the time at which it was reached, called through its runtime. */
final class HandlerStart implements Subject {
  private final SkillRuntime runtime;
  private final Supplier<SkillCall> calls;
  private final Readiness readiness;
  private final Supplier<String> remark;

  /** Waits until a number of calls would be served at once. */
  interface Readiness {
    void await(int calls) throws InterruptedException;
  }

  HandlerStart(
      SkillRuntime runtime,
      Supplier<SkillCall> calls,
      Readiness readiness,
      Supplier<String> remark) {
    this.runtime = runtime;
    this.calls = calls;
    this.readiness = readiness;
    this.remark = remark;
  }

  HandlerStart(SkillRuntime runtime, Supplier<SkillCall> calls) {
    this(runtime, calls, number -> {}, () -> "");
  }

  @Override
  public long start() throws InterruptedException {
    SkillCall call = calls.get();
    long begun = System.nanoTime();
    return switch (runtime.call(call, (message, fraction) -> {})) {
      case Answer.Output output -> output.output().get("at").longValue() - begun;
      case Answer.Refused refused ->
          throw new IllegalStateException("a call failed: " + refused.failure());
    };
  }

  @Override
  public void settle(int starts) throws InterruptedException {
    readiness.await(starts);
  }

  @Override
  public String remark() {
    return remark.get();
  }
}
