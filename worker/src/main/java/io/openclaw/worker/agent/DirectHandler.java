package io.openclaw.worker.agent;

import io.openclaw.event.Result;
import io.openclaw.worker.plan.Goal;
import io.openclaw.worker.plan.Plan;
import io.openclaw.worker.plan.Planner;
import io.openclaw.worker.skill.SkillCalls;
import io.openclaw.worker.skill.SkillOutcome;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.Tool;
import java.util.List;
import java.util.Map;

/** A step that is one handler's call and nothing else. Thread-safe. */
public final class DirectHandler {
  private static final String CALL_ID = "call-1";

  private final SkillCalls skills;

  public DirectHandler(SkillCalls skills) {
    this.skills = skills;
  }

  public Outcome run(StepScope scope, Goal goal, Tool tool) throws InterruptedException {
    return switch (new Planner(goal, List.of(tool), Map.of()).planFor(tool)) {
      case Plan.Missing missing -> new Outcome.Failed(missing.failure());
      case Plan.Ready plan -> call(scope, goal, tool, plan);
    };
  }

  private Outcome call(StepScope scope, Goal goal, Tool tool, Plan.Ready plan)
      throws InterruptedException {
    return switch (skills.call(scope, tool, CALL_ID, plan.calls().getLast().arguments())) {
      case SkillOutcome.Failed failed -> new Outcome.Failed(failed.failure());
      case SkillOutcome.Returned returned -> {
        String name = goal.expectedOutput() == null ? tool.outputName() : goal.expectedOutput();
        String text = returned.output().path("summary").asText();
        yield new Outcome.Completed(
            new Result(text, Map.of(name, returned.output()), returned.artifacts()));
      }
    };
  }
}
