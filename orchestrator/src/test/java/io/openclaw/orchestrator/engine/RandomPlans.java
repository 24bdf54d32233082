package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.Approval;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.RetryRule;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.support.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans with everything that a workflow can have in it, in any combination. */
final class RandomPlans {
  private static final List<String> AGENTS = List.of("a", "b", "c");

  /** Of steps, by how deep below them there may still be workflows. */
  private static final List<String> NAMES = List.of("u", "t", "s");

  private final Random random;

  RandomPlans(Random random) {
    this.random = random;
  }

  Plan plan() {
    Plan plan = Plans.workflow(flow(2));
    Duration timeout =
        random.nextInt(8) > 0 ? plan.timeout() : Duration.ofSeconds(random.nextInt(1, 600));
    return new Plan(plan.route(), plan.workspaceVersion(), plan.steps(), inputs(), timeout);
  }

  /** The same as somebody has edited it: one step is done differently, after other steps. */
  Plan edited(Plan plan) {
    List<PlannedStep> steps = new ArrayList<>(plan.steps());
    int place = random.nextInt(steps.size());
    PlannedStep edited = steps.get(place);
    if (!edited.id().startsWith("undo")) {
      steps.set(place, step(edited.id(), steps.subList(0, place), 2));
    }
    return new Plan(plan.route(), plan.workspaceVersion(), steps, plan.inputs(), plan.timeout());
  }

  private Map<String, JsonNode> inputs() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(i);
    }
    return Map.of("list", list, "text", JsonNodeFactory.instance.textNode("no list"));
  }

  private List<PlannedStep> flow(int depth) {
    List<PlannedStep> steps = new ArrayList<>();
    int size = random.nextInt(1, depth == 2 ? 7 : 4);
    for (int i = 0; i < size; i++) {
      steps.add(step(NAMES.get(depth) + i, steps, depth));
      if (random.nextInt(6) == 0) {
        steps.add(undoing("undo" + NAMES.get(depth) + i, steps));
      }
    }
    return steps;
  }

  private PlannedStep step(String id, List<PlannedStep> before, int depth) {
    List<String> dependsOn = new ArrayList<>();
    for (PlannedStep earlier : before) {
      if (!earlier.id().startsWith("undo") && random.nextInt(3) == 0) {
        dependsOn.add(earlier.id());
      }
    }
    List<String> inputs = new ArrayList<>(dependsOn);
    inputs.addAll(List.of("list", "text"));
    Work work =
        depth > 0 && random.nextInt(6) == 0
            ? new Work.SubWorkflow("sub", flow(depth - 1))
            : byAgents();
    PlannedStep step = Plans.step(id, work, dependsOn, conditions(before, dependsOn));
    String output = work instanceof Work.ByAgents ? id : null;
    return new PlannedStep(
        id, step.name(), dependsOn, inputs, output, timeout(), work, step.conditions());
  }

  /** It may take whatever the others have to give. */
  private PlannedStep undoing(String id, List<PlannedStep> before) {
    List<String> inputs = before.stream().map(PlannedStep::id).toList();
    Work work = new Work.ByAgents(List.of("a"), 1, null, List.of(), null, retry());
    return new PlannedStep(id, id, List.of(), inputs, id, timeout(), work, Conditions.NONE);
  }

  private Work byAgents() {
    List<String> agents = AGENTS.subList(0, random.nextInt(1, AGENTS.size() + 1));
    int join = random.nextInt(1, agents.size() + 1);
    return new Work.ByAgents(agents, join, null, List.of(), null, retry());
  }

  private RetryRule retry() {
    return new RetryRule(
        random.nextInt(4),
        Duration.ofMillis(random.nextInt(5_000)),
        Duration.ofSeconds(random.nextInt(1, 30)),
        random.nextInt(3) > 0 ? Set.of() : Set.of("BUSY", TimeoutRules.CODE));
  }

  private Duration timeout() {
    return random.nextInt(4) > 0
        ? Plans.STEP_TIMEOUT
        : Duration.ofMillis(random.nextInt(1_000, 60_000));
  }

  private Conditions conditions(List<PlannedStep> before, List<String> dependsOn) {
    return new Conditions(when(dependsOn), forEach(), approval(), onFailure(before));
  }

  private @Nullable String when(List<String> dependsOn) {
    if (dependsOn.isEmpty() || random.nextInt(4) > 0) {
      return null;
    }
    String step = dependsOn.getFirst();
    return switch (random.nextInt(4)) {
      case 0 -> "steps['%s'] == 'COMPLETED'".formatted(step);
      case 1 -> "has(values.%s)".formatted(step);
      case 2 -> "!has(values.%s)".formatted(step);
      default -> "nothing == 1";
    };
  }

  private @Nullable ForEach forEach() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new ForEach("list", "one", random.nextInt(1, 4));
      case 2 -> random.nextInt(5) == 0 ? new ForEach("text", "one", 1) : null;
      default -> null;
    };
  }

  private @Nullable Approval approval() {
    return random.nextInt(6) > 0
        ? null
        : new Approval(random.nextBoolean() ? null : Duration.ofMinutes(5));
  }

  private OnFailure onFailure(List<PlannedStep> before) {
    List<String> undoing =
        before.stream().map(PlannedStep::id).filter(it -> it.startsWith("undo")).toList();
    return switch (random.nextInt(5)) {
      case 0 -> new OnFailure.Continue();
      case 1 -> new OnFailure.Fallback(random.nextInt(8) > 0 ? "d" : "a");
      case 2 ->
          undoing.isEmpty()
              ? new OnFailure.Fail()
              : new OnFailure.Compensate(undoing.get(random.nextInt(undoing.size())));
      default -> new OnFailure.Fail();
    };
  }
}
