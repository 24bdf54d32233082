package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.RunStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results: what a step is given, and what the task comes to, is what was made for it, by whom it
 * was told and as often as that.
 */
final class ValueRules implements Rule {

  @Override
  public void sent(StepCommand command, Situation so) {
    if (command instanceof RunStep run) {
      StepView step = find(so.steps(), run.step().stepId());
      holds(step != null, "a command is for a step", run);
      if (step != null && step.undone().isEmpty()) {
        Map<String, JsonNode> given = Values.of(so).given(step);
        holds(run.inputs().equals(given), "given is what earlier steps have made", run);
      } else if (step != null) {
        step.flow.forEach(other -> isThere(other, step, run, so));
      }
    }
  }

  @Override
  public void moved(Situation after) {
    if (after.state().outcome() instanceof Outcome.Completed(var result)) {
      Map<String, JsonNode> all = new LinkedHashMap<>();
      after.steps().forEach(step -> all.putAll(Values.of(after).handedOn(step)));
      holds(result.outputs().equals(all), "the result is what the steps have made", result);
    }
  }

  /** What undoes another step may take whatever is there by then, even of too few agents. */
  private static void isThere(StepView other, StepView step, RunStep run, Situation so) {
    String name = other.step.expectedOutput();
    if (name != null && step.step.inputs().contains(name) && !other.isList()) {
      JsonNode made = Values.of(so).madeByAgents(other).get(name);
      holds(made == null || made.equals(run.inputs().get(name)), "what undoes is given all", run);
    }
  }

  private static @Nullable StepView find(List<StepView> flow, String path) {
    for (StepView step : flow) {
      if (step.path.equals(path)) {
        return step;
      }
      StepView within = path.startsWith(step.path) ? find(step.children, path) : null;
      if (within != null) {
        return within;
      }
    }
    return null;
  }
}
