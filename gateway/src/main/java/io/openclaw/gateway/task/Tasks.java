package io.openclaw.gateway.task;

import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.event.TaskCommand.CancelTask;
import io.openclaw.event.TaskCommand.ResolveApproval;
import io.openclaw.event.TaskCommand.RetryTask;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.orchestrator.TaskRecords;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes tasks in and looks them up; what HTTP and WebSocket have in common. Blocks, so it is to be
 * called on virtual threads.
 */
@ApplicationScoped
public class Tasks {
  private static final Logger LOG = Logger.getLogger(Tasks.class);

  private final TaskRules rules;
  private final AcceptedTasks accepted;
  private final TaskBacklog backlog;
  private final TaskCommands commands;
  private final TaskRecords records;
  private final MeterRegistry meters;
  private final Clock clock = Clock.systemUTC();

  Tasks(
      TaskRules rules,
      AcceptedTasks accepted,
      TaskBacklog backlog,
      TaskCommands commands,
      TaskRecords records,
      MeterRegistry meters) {
    this.rules = rules;
    this.accepted = accepted;
    this.backlog = backlog;
    this.commands = commands;
    this.records = records;
    this.meters = meters;
  }

  /** Stores a task. When this returns it is stored; when it throws it is not. */
  public TaskReceipt submit(Caller caller, TaskRequest request, @Nullable IdempotencyKey key) {
    SoundRequest sound = rules.check(request);
    String fingerprint = sound.fingerprint();
    UUID id = key == null ? TaskIds.next() : TaskIds.of(caller.tenant(), key.value());
    if (key == null || !isRepeat(id, fingerprint)) {
      commands.send(submitTask(id, caller, sound));
      accepted.remember(id, caller.tenant(), fingerprint);
      meters.counter("openclaw.tasks.accepted").increment();
      LOG.infof("task accepted taskId=%s tenant=%s", id, caller.tenant());
    }
    return TaskReceipt.accepted(id);
  }

  /**
   * Ends a task; when this returns that is stored, and the task ends soon.
   *
   * @throws ProblemException {@code TASK_IS_OVER} where there is nothing left to end
   */
  public void cancel(Caller caller, UUID id, @Nullable String reason) {
    String words = Decision.note("reason", reason);
    find(caller, id)
        .filter(view -> view.status().isFinal())
        .ifPresent(view -> {
          throw ProblemException.of(
              ProblemCode.TASK_IS_OVER, "task " + id + " is " + view.status() + " already");
        });
    commands.send(new CancelTask(id, now(), caller.tenant(), caller.tenant(), words));
    LOG.infof("task cancel requested taskId=%s tenant=%s", id, caller.tenant());
  }

  /**
   * Tries an ended task again, as a new one that keeps what is complete; when this returns it is
   * stored.
   *
   * @param from id of a step that is done again although it is complete; null: none
   * @throws ProblemException {@code TASK_IS_RUNNING} where it has not ended, {@code INVALID_FIELD}
   *     where it has no such step
   */
  public TaskReceipt retry(
      Caller caller, UUID id, @Nullable String from, @Nullable IdempotencyKey key) {
    TaskView view =
        find(caller, id).filter(task -> task.status().isFinal()).orElseThrow(() -> running(id));
    if (from != null && view.steps().stream().noneMatch(step -> step.id().equals(from))) {
      throw ProblemException.invalid(
          "from",
          "must be a step of the task's own; it has: "
              + view.steps().stream().map(TaskView.StepView::id).collect(joining(", ")));
    }
    UUID again = key == null ? TaskIds.next() : TaskIds.of(caller.tenant(), key.value());
    String fingerprint = "retry " + id + " " + from;
    if (key == null || !isRepeat(again, fingerprint)) {
      commands.send(new RetryTask(again, now(), caller.tenant(), id, from));
      accepted.remember(again, caller.tenant(), fingerprint);
      LOG.infof("task retry accepted taskId=%s retryOf=%s tenant=%s", again, id, caller.tenant());
    }
    return TaskReceipt.accepted(again);
  }

  private static ProblemException running(UUID id) {
    return ProblemException.of(
        ProblemCode.TASK_IS_RUNNING, "task " + id + " has not ended; cancel it first");
  }

  /**
   * Says whether a step may begin; when this returns that is stored.
   *
   * @throws ProblemException {@code NOT_WAITING} where the step waits for nobody's word
   */
  public void resolve(Caller caller, UUID id, Decision decision) {
    String step = decision.step();
    boolean waits =
        find(caller, id)
            .map(view -> Steps.find(view.steps(), step))
            .orElse(Optional.empty())
            .filter(view -> view.status() == StepStatus.APPROVING)
            .isPresent();
    if (!waits) {
      throw ProblemException.of(
          ProblemCode.NOT_WAITING, "step " + step + " of task " + id + " waits for no approval");
    }
    commands.send(
        new ResolveApproval(
            id,
            now(),
            caller.tenant(),
            step,
            decision.approved(),
            caller.tenant(),
            decision.note()));
    LOG.infof(
        "approval resolved taskId=%s stepId=%s approved=%s tenant=%s",
        id, step, decision.approved(), caller.tenant());
  }

  /**
   * The task as the orchestrator has it; empty while it is only accepted.
   *
   * @throws ProblemException {@code TASK_NOT_FOUND} where the caller has no such task, {@code
   *     UNAVAILABLE} where that can't be said now
   */
  Optional<TaskView> find(Caller caller, UUID id) {
    Optional<TaskView> view = records.task(id);
    if (view.isEmpty() && accepted.contains(id, caller.tenant())) {
      return Optional.empty();
    }
    return Optional.of(
        view.or(() -> findLate(id))
            .filter(found -> isOf(caller, found))
            .orElseThrow(() -> notFound(id)));
  }

  /** Redis may have forgotten a task that has not been taken in yet. */
  private Optional<TaskView> findLate(UUID id) {
    try {
      backlog.awaitDealtWith(id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable("the gateway is going down; try again", e);
    }
    return records.task(id);
  }

  /** The task as clients see it: all of it, or that it is accepted. */
  public Object look(Caller caller, UUID id) {
    Optional<TaskView> view = find(caller, id);
    return view.isPresent() ? view.get() : TaskReceipt.accepted(id);
  }

  private boolean isRepeat(UUID id, String fingerprint) {
    Optional<String> first = accepted.fingerprintOf(id);
    if (first.isPresent() && !first.get().equals(fingerprint)) {
      throw ProblemException.of(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "the key belongs to another request, task " + id + "; take a new one");
    }
    return first.isPresent();
  }

  private SubmitTask submitTask(UUID id, Caller caller, SoundRequest request) {
    return new SubmitTask(
        id, now(), caller.tenant(), request.text(), request.agent(), request.inputs());
  }

  /** Kafka and PostgreSQL keep microseconds at best; an event must look the same everywhere. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static boolean isOf(Caller caller, TaskView view) {
    return view.tenant().equals(caller.tenant());
  }

  private static ProblemException notFound(UUID id) {
    return TaskIds.notFound(id);
  }
}
