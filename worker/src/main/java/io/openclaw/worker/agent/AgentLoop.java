package io.openclaw.worker.agent;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.LiveEvent;
import io.openclaw.worker.agent.Conversation.Done;
import io.openclaw.worker.agent.Conversation.Exchange;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.live.LiveView;
import io.openclaw.worker.plan.Goal;
import io.openclaw.worker.skill.SkillCalls;
import io.openclaw.worker.skill.SkillOutcome;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.Tool;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent at work: its model speaks and calls, the calls are made, what they came to goes back,
 * until the model is done. Blocks the calling thread; an interrupt ends it. Thread-safe.
 */
public final class AgentLoop {
  private final Model model;
  private final SkillCalls skills;
  private final LiveView live;
  private final Clock clock;
  private final int maxTurns;

  public AgentLoop(Model model, SkillCalls skills, LiveView live, Clock clock, int maxTurns) {
    this.model = model;
    this.skills = skills;
    this.live = live;
    this.clock = clock;
    this.maxTurns = maxTurns;
  }

  /**
   * Does a step.
   *
   * @param scope of an agent
   * @param tools what the agent may call in it
   */
  public Outcome run(StepScope scope, Goal goal, List<Tool> tools) throws InterruptedException {
    String system = SystemPrompt.of(requireNonNull(scope.agent(), "no agent"));
    Conversation conversation = Conversation.begin(system, goal, tools);
    Harvest harvest = new Harvest();
    for (int turn = 0; turn < maxTurns; turn++) {
      switch (model.next(conversation, text -> say(scope, text))) {
        case Turn.Calls calls -> conversation = conversation.with(make(scope, calls, harvest));
        case Turn.Final last -> {
          return finish(scope, goal, harvest, last.text());
        }
        case Turn.Failed failed -> {
          return new Outcome.Failed(failed.failure());
        }
      }
    }
    return failed(FailureCode.TURN_LIMIT, "the agent did not end within " + maxTurns + " turns");
  }

  private Exchange make(StepScope scope, Turn.Calls turn, Harvest harvest)
      throws InterruptedException {
    List<Done> done = new ArrayList<>();
    for (ToolCall call : turn.calls()) {
      SkillOutcome outcome = skills.call(scope, call.tool(), call.id(), call.arguments());
      if (outcome instanceof SkillOutcome.Returned returned) {
        harvest.add(call.tool(), returned.output());
      }
      done.add(new Done(call, outcome));
    }
    return new Exchange(turn.text(), done);
  }

  private static Outcome finish(StepScope scope, Goal goal, Harvest harvest, String text) {
    return harvest.has(goal.expectedOutput())
        ? new Outcome.Completed(harvest.result(text, scope))
        : failed(
            FailureCode.OUTPUT_MISSING,
            "the agent ended without the expected output " + goal.expectedOutput());
  }

  private void say(StepScope scope, String text) {
    if (!text.isEmpty()) {
      live.publish(new LiveEvent.TextDelta(scope.taskId(), clock.instant(), scope.step(), text));
    }
  }

  private static Outcome failed(FailureCode code, String message) {
    return new Outcome.Failed(code.failure(message));
  }
}
