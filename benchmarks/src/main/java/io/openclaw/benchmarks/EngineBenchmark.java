package io.openclaw.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.RetryRule;
import io.openclaw.event.Route;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.Request;
import io.openclaw.orchestrator.engine.TaskEngine;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.engine.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The core alone: transitions a second on one core, for a workflow of four steps from its
 * acceptance to its end, and for a step that is done for each of 1,000 elements. No JSON, no store.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class EngineBenchmark {
  private static final int STEPS = 4;

  /** To be planned, and for each step that it has started and that it is complete. */
  private static final int TRANSITIONS = 1 + 2 * STEPS;

  private static final int ELEMENTS = 1000;
  private static final int TRANSITIONS_OF_LIST = 1 + 2 * ELEMENTS;

  private static final UUID ID = UUID.fromString("0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Request request =
      new Request(ID, "default", "do it", null, Map.of(), List.of(), null, List.of(), NOW);
  private final List<TaskInput> fourSteps = fourSteps(STEPS);
  private final List<TaskInput> list = list(ELEMENTS);

  @Benchmark
  @OperationsPerInvocation(TRANSITIONS)
  public TaskState fourSteps() {
    return run(fourSteps);
  }

  @Benchmark
  @OperationsPerInvocation(TRANSITIONS_OF_LIST)
  public TaskState thousandElements() {
    return run(list);
  }

  private TaskState run(List<TaskInput> inputs) {
    TaskState state = TaskEngine.accept(request).state();
    for (TaskInput input : inputs) {
      Decision decision = TaskEngine.transition(state, input, NOW, 0.5);
      state = decision.state();
    }
    if (!state.isFinal()) {
      throw new IllegalStateException("the workflow has not ended");
    }
    return state;
  }

  private static List<TaskInput> fourSteps(int count) {
    List<PlannedStep> steps = new ArrayList<>();
    List<TaskInput> inputs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      List<String> before = i == 1 ? List.of() : List.of("step-" + (i - 1));
      List<String> wanted = i == 1 ? List.of() : List.of("word_" + (i - 1));
      steps.add(step("step-" + i, before, wanted, "word_" + i, Conditions.NONE));
      inputs.addAll(done("step-" + i, "word_" + i));
    }
    inputs.addFirst(new TaskInput.Planned(plan(steps, Map.of())));
    return inputs;
  }

  private static List<TaskInput> list(int count) {
    ArrayNode elements = JsonNodeFactory.instance.arrayNode();
    List<TaskInput> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(i);
      inputs.addAll(done("each[" + i + "]", "word"));
    }
    Conditions each =
        new Conditions(null, new ForEach("elements", "element", 8), null, new OnFailure.Fail());
    PlannedStep step = step("each", List.of(), List.of("elements"), "word", each);
    inputs.addFirst(new TaskInput.Planned(plan(List.of(step), Map.of("elements", elements))));
    return inputs;
  }

  private static List<TaskInput> done(String step, String output) {
    StepAttempt attempt = new StepAttempt(step, "agent", 1);
    Result result = new Result("Done.", Map.of(output, TextNode.valueOf("w")), List.of());
    return List.of(
        new TaskInput.Reported(new StepReport.Started(ID, NOW, attempt, "worker", ID)),
        new TaskInput.Reported(new StepReport.Completed(ID, NOW, attempt, result)));
  }

  private static PlannedStep step(
      String id, List<String> before, List<String> wanted, String output, Conditions conditions) {
    Work work = new Work.ByAgents(List.of("agent"), 1, null, List.of(), null, RetryRule.NONE);
    return new PlannedStep(
        id, "Step " + id, before, wanted, output, Duration.ofMinutes(2), work, conditions);
  }

  private static Plan plan(List<PlannedStep> steps, Map<String, JsonNode> inputs) {
    Route route = new Route("rule", Route.Kind.WORKFLOW, "flow", "because");
    return new Plan(route, "0123456789abcdef", steps, inputs, Duration.ofMinutes(10));
  }
}
