package io.openclaw.orchestrator.route;

import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import io.openclaw.event.TaskCommand.RetryTask;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.engine.KeptSteps;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.Request;
import io.openclaw.orchestrator.engine.StepState;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.engine.TaskState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans ended tasks anew: the same request, by the workspace as it is now, so that what was mended
 * since counts; with what is left of the results. Blocks as its planner does.
 *
 * @param planner of the workspace as it is now
 */
public record Retries(Planner planner) {
  /** With their files they are kept for as long as the last one; each step names them all. */
  static final int MOST_EARLIER = 100;

  /** The request as it was made the first time, under the new task's id. */
  public static SubmitTask submit(RetryTask retry, @Nullable TaskState stored) {
    TaskState earlier = own(retry, stored);
    Request request = earlier == null ? null : earlier.request();
    return request == null
        ? new SubmitTask(
            retry.taskId(),
            retry.at(),
            retry.tenant(),
            "(task " + retry.retryOf() + " again)",
            null,
            Map.of())
        : new SubmitTask(
            retry.taskId(),
            retry.at(),
            retry.tenant(),
            request.text(),
            request.agent(),
            request.inputs());
  }

  /** Never fails: what can't be tried again is {@link TaskInput.Rejected}, with the reason. */
  public Planning plan(RetryTask retry, @Nullable TaskState stored) {
    TaskState earlier = own(retry, stored);
    if (earlier == null) {
      return rejected(retry, "TASK_NOT_FOUND", "There is no task " + retry.retryOf());
    }
    if (!earlier.isFinal()) {
      return rejected(
          retry, "TASK_IS_RUNNING", "Task " + retry.retryOf() + " has not ended: cancel it first");
    }
    Planning anew = planner.plan(submit(retry, earlier));
    TaskInput input =
        anew.input() instanceof TaskInput.Planned(Plan plan, var _)
            ? plan(retry, earlier, plan)
            : anew.input();
    List<UUID> earlierTasks = earlierTasks(input, retry, earlier.request());
    return earlierTasks.size() > MOST_EARLIER
        ? rejected(
            retry,
            "TOO_MANY_RETRIES",
            "It would rest on what %d earlier tasks have made; %d are the most: submit it anew"
                .formatted(earlierTasks.size(), MOST_EARLIER))
        : new Planning(anew.attachments(), input, retry.retryOf(), earlierTasks);
  }

  /**
   * Those that are kept for as long as this one: what the earlier task has kept may be of one
   * before it. None where nothing is kept.
   */
  private static List<UUID> earlierTasks(TaskInput input, RetryTask retry, Request earlier) {
    return input instanceof TaskInput.Planned(Plan _, List<StepState> kept) && !kept.isEmpty()
        ? Stream.concat(Stream.of(retry.retryOf()), earlier.earlierTasks().stream()).toList()
        : List.of();
  }

  private static TaskInput plan(RetryTask retry, TaskState earlier, Plan plan) {
    String from = retry.from();
    if (from != null && plan.steps().stream().noneMatch(step -> step.id().equals(from))) {
      return new TaskInput.Rejected(
          plan,
          Failure.permanent("UNKNOWN_STEP", "The workflow has no step " + from + " any more"));
    }
    Plan before = earlier.plan();
    return before == null || !isSame(before.route(), plan.route())
        ? new TaskInput.Planned(plan)
        : new TaskInput.Planned(plan, KeptSteps.of(earlier, plan, from));
  }

  /** The request may go somewhere else by now, where other steps have the same names. */
  private static boolean isSame(Route before, Route now) {
    return before.kind() == now.kind() && before.target().equals(now.target());
  }

  /** Another tenant's task is none, so that nothing of it gets anywhere. */
  private static @Nullable TaskState own(RetryTask retry, @Nullable TaskState stored) {
    return stored != null && stored.request().tenant().equals(retry.tenant()) ? stored : null;
  }

  private static Planning rejected(RetryTask retry, String code, String message) {
    return new Planning(
        List.of(),
        new TaskInput.Rejected(null, Failure.permanent(code, message)),
        retry.retryOf(),
        List.of());
  }
}
