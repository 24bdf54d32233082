package io.openclaw.worker.skill.inprocess;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.skill.SkillHandler;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Runs handlers that are part of the worker's build: {@code runtime: java}. */
final class InProcessRuntime implements SkillRuntime {
  private final Map<String, SkillHandler> handlers;
  private final MeterRegistry meters;
  private final long maxOutput;
  private final Duration grace;

  /**
   * @param maxOutput bytes of the largest output, as JSON
   * @param grace how long a handler may take to end once it is interrupted
   */
  InProcessRuntime(
      Collection<SkillHandler> handlers, MeterRegistry meters, long maxOutput, Duration grace) {
    this.handlers =
        handlers.stream()
            .collect(
                toUnmodifiableMap(SkillHandler::id, identity(), InProcessRuntime::refuseSecond));
    this.meters = meters;
    this.maxOutput = maxOutput;
    this.grace = grace;
  }

  private static SkillHandler refuseSecond(SkillHandler one, SkillHandler other) {
    throw new IllegalStateException(
        "%s and %s both serve %s"
            .formatted(one.getClass().getName(), other.getClass().getName(), one.id()));
  }

  @Override
  public RuntimeKind kind() {
    return RuntimeKind.JAVA;
  }

  @Override
  public Condition condition(Skill skill) {
    String missing =
        skill.handlers().keySet().stream()
            .map(name -> skill.id() + ":" + name)
            .filter(id -> !handlers.containsKey(id))
            .collect(joining(", "));
    return missing.isEmpty() ? new Condition.Ready() : new Condition.NotReady(lack(missing));
  }

  @Override
  public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
    SkillHandler handler = handlers.get(call.tool().id());
    if (handler == null) {
      return new Answer.Refused(
          FailureCode.SKILL_NOT_READY.failure(
              call.tool().skill().id() + " is not ready: " + lack(call.tool().id())));
    }
    return new HandlerRun(handler, call, listener, maxOutput).await(grace, this::abandoned);
  }

  private static String lack(String ids) {
    return "this worker was built without a " + SkillHandler.class.getName() + " for " + ids;
  }

  private void abandoned(SkillCall call) {
    meters.counter("skill.handlers.abandoned", "skill_id", call.tool().id()).increment();
  }
}
