package io.openclaw.orchestrator.route;

import static io.openclaw.orchestrator.support.Workspaces.agent;
import static io.openclaw.orchestrator.support.Workspaces.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskCommand.RetryTask;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.engine.Request;
import io.openclaw.orchestrator.engine.StepState;
import io.openclaw.orchestrator.engine.TaskEngine;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.support.Workspaces;
import io.openclaw.workspace.RoutingRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID AGAIN = UUID.randomUUID();

  @Test
  void shouldKeepWhatIsCompleteWhereTheRequestStillGoesTheSameWay() {
    assertThat(kept(again(planner("a"), completed(planner("a")), null)))
        .extracting(StepState::id)
        .containsExactly("step-1");
  }

  /** Its only step has the same id, and is another one. */
  @Test
  void shouldKeepNothingWhereTheRequestGoesAnotherWayByNow() {
    Planning planning = again(planner("b"), completed(planner("a")), null);

    assertThat(kept(planning)).isEmpty();
    assertThat(planning.retryOf()).isEqualTo(FIRST);
  }

  @Test
  void shouldPlanTheRequestAsItWasMade() {
    SubmitTask submit = Retries.submit(retry("default", null), completed(planner("a")));

    assertThat(submit.taskId()).isEqualTo(AGAIN);
    assertThat(submit.text()).isEqualTo("go");
    assertThat(submit.agent()).isNull();
  }

  @Test
  void shouldSayWhatCannotBeTriedAgain() {
    TaskState ended = completed(planner("a"));
    Retries retries = new Retries(planner("a"));

    assertThat(cause(retries.plan(retry("default", null), null))).isEqualTo("TASK_NOT_FOUND");
    assertThat(cause(retries.plan(retry("another", null), ended))).isEqualTo("TASK_NOT_FOUND");
    assertThat(cause(retries.plan(retry("default", null), accepted())))
        .isEqualTo("TASK_IS_RUNNING");
    assertThat(cause(retries.plan(retry("default", "step-2"), ended))).isEqualTo("UNKNOWN_STEP");
  }

  @Test
  void shouldTellNothingOfAnotherTenantsTask() {
    TaskState ended = completed(planner("a"));

    assertThat(Retries.submit(retry("default", null), ended).text()).isEqualTo("go");
    assertThat(Retries.submit(retry("another", null), ended))
        .isEqualTo(Retries.submit(retry("another", null), null));
  }

  @Test
  void shouldRestOnNothingWhereNothingIsKept() {
    Planner planner = planner("a");
    TaskState failed = failed(planner, List.of());

    assertThat(again(planner, failed, null).earlierTasks()).isEmpty();
    assertThat(again(planner, failed, null).retryOf()).isEqualTo(FIRST);
  }

  /** Each of them is kept with its files. */
  @Test
  void shouldNotRestOnEndlesslyManyTasks() {
    Planner planner = planner("a");
    List<UUID> many = Stream.generate(UUID::randomUUID).limit(Retries.MOST_EARLIER).toList();

    Planning last = again(planner, completed(planner, many.subList(1, many.size())), null);
    assertThat(last.earlierTasks()).hasSize(Retries.MOST_EARLIER);

    assertThat(cause(again(planner, completed(planner, many), null))).isEqualTo("TOO_MANY_RETRIES");
  }

  /** Of an agent that is asked for everything. */
  private static Planner planner(String agent) {
    return new Planner(
        Workspaces.of(
            List.of(agent("a"), agent("b")),
            List.of(),
            List.of(rule("all", ".*", 1, new RoutingRule.Target.Agents(List.of(agent)))),
            List.of()),
        _ -> false);
  }

  private static TaskState accepted() {
    return accepted(List.of());
  }

  private static TaskState accepted(List<UUID> earlier) {
    UUID retryOf = earlier.isEmpty() ? null : earlier.getFirst();
    Request request =
        new Request(
            FIRST, "default", "go", null, Map.of(), List.of(), retryOf, earlier, Instant.EPOCH);
    return TaskEngine.accept(request).state();
  }

  private static TaskState completed(Planner planner) {
    return completed(planner, List.of());
  }

  private static TaskState completed(Planner planner, List<UUID> earlier) {
    TaskState begun = begun(planner, earlier);
    StepAttempt step = begun.attempts().getFirst().step();
    Result result = new Result("done", Map.of(), List.of());
    TaskState ended =
        moved(
            begun,
            new TaskInput.Reported(new StepReport.Completed(FIRST, Instant.EPOCH, step, result)));
    assertThat(ended.isFinal()).isTrue();
    return ended;
  }

  private static TaskState failed(Planner planner, List<UUID> earlier) {
    TaskState begun = begun(planner, earlier);
    StepAttempt step = begun.attempts().getFirst().step();
    Failure cause = Failure.permanent("BAD_INPUT", "no");
    StepReport report = new StepReport.Failed(FIRST, Instant.EPOCH, step, cause, null);
    return moved(begun, new TaskInput.Reported(report));
  }

  private static TaskState begun(Planner planner, List<UUID> earlier) {
    SubmitTask submit = new SubmitTask(FIRST, Instant.EPOCH, "default", "go", null, Map.of());
    return moved(accepted(earlier), planner.plan(submit).input());
  }

  private static TaskState moved(TaskState state, TaskInput input) {
    return TaskEngine.transition(state, input, Instant.EPOCH, 0).state();
  }

  private static Planning again(Planner planner, TaskState ended, @Nullable String from) {
    return new Retries(planner).plan(retry("default", from), ended);
  }

  private static RetryTask retry(String tenant, @Nullable String from) {
    return new RetryTask(AGAIN, Instant.EPOCH, tenant, FIRST, from);
  }

  private static List<StepState> kept(Planning planning) {
    return ((TaskInput.Planned) planning.input()).kept();
  }

  private static String cause(Planning planning) {
    return ((TaskInput.Rejected) planning.input()).cause().code();
  }
}
