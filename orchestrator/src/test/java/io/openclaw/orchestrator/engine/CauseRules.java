package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;
import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Nothing that counts is lost, and nothing that does not is heard: each input comes to what it
 * says, once, and what comes late, twice or from the wrong one comes to nothing.
 */
final class CauseRules implements Rule {

  /** The input has to come to this, and nothing of the kind without it. */
  private sealed interface Due {
    /** So many attempts end, of these parts. */
    record Ends(Set<StepAttempt> attempts) implements Due {}

    record Starts(StepAttempt attempt) implements Due {}

    record Answers(String path) implements Due {}

    record EndsTask() implements Due {}

    /** Somebody has begun with what nobody waits for, and is told so. */
    record Refuses(StepAttempt attempt) implements Due {}

    record Nothing() implements Due {}

    /** What follows from a plan or from time is for other rules to say. */
    record Anything() implements Due {}
  }

  private Due due = new Due.Nothing();
  private final List<StepAttempt> ended = new ArrayList<>();
  private final List<StepAttempt> started = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();

  @Override
  public void given(Situation before) {
    due = due(before.input(), before.facts());
    ended.clear();
    started.clear();
    answered.clear();
  }

  @Override
  public void told(TaskEvent event, Situation so) {
    switch (event) {
      case TaskEvent.StepStarted it -> started.add(it.step());
      case TaskEvent.StepCompleted it -> {
        holds(
            so.input() instanceof TaskInput.Reported(StepReport.Completed report)
                && report.step().equals(it.step())
                && report.result().equals(it.result()),
            "a result is that of the worker's report",
            it);
        ended.add(it.step());
      }
      case TaskEvent.StepFailed it -> ends(it.step(), it.cause(), so);
      case TaskEvent.StepRetrying it -> ends(it.step(), it.cause(), so);
      case TaskEvent.ApprovalResolved it -> {
        answered.add(it.stepId());
        isTheWord(it, so.input());
      }
      case TaskEvent.TaskCancelled it ->
          holds(
              so.input() instanceof TaskInput.Cancel(var by, var reason)
                  && it.by().equals(by)
                  && Objects.equals(it.reason(), reason),
              "a task is cancelled by whoever has said so",
              it);
      case TaskEvent.TaskAccepted _,
          TaskEvent.TaskRouted _,
          TaskEvent.StepScheduled _,
          TaskEvent.StepSkipped _,
          TaskEvent.StepCancelled _,
          TaskEvent.StepKept _,
          TaskEvent.ApprovalRequested _,
          TaskEvent.ApprovalClosed _,
          TaskEvent.TaskCompleted _,
          TaskEvent.TaskFailed _ -> {}
    }
  }

  @Override
  public void moved(Situation after) {
    Decision decision = requireNonNull(after.decision());
    switch (due) {
      case Due.Anything _ -> {
        return;
      }
      case Due.Ends(var attempts) ->
          holds(
              ended.size() == attempts.size() && attempts.containsAll(ended),
              "what is told counts",
              due);
      case Due.Starts(var attempt) ->
          holds(started.equals(List.of(attempt)), "a start is recorded", due);
      case Due.Answers(var path) ->
          holds(answered.equals(List.of(path)), "a person's word counts", due);
      case Due.EndsTask _ ->
          holds(decision.state().outcome() instanceof Outcome.Cancelled, "cancels", decision);
      case Due.Refuses(var attempt) ->
          holds(
              !decision.changed()
                  && decision.commands().size() == 1
                  && decision.commands().getFirst() instanceof CancelStep cancel
                  && cancel.step().equals(attempt),
              "who begins with what nobody waits for is told so",
              decision);
      case Due.Nothing _ ->
          holds(decision.events().isEmpty(), "what does not count is not heard", decision);
    }
    holds(due instanceof Due.Ends || ended.isEmpty(), "nothing ends without a cause", ended);
    holds(due instanceof Due.Starts || started.isEmpty(), "nothing starts by itself", started);
    holds(due instanceof Due.Answers || answered.isEmpty(), "nobody else answers", answered);
  }

  private static Due due(TaskInput input, Facts facts) {
    return switch (input) {
      case TaskInput.Planned _, TaskInput.Rejected _, TaskInput.Tick _ -> new Due.Anything();
      case TaskInput.Reported(StepReport.Started it) -> {
        PartFacts part = facts.sent(it.step());
        yield part == null
            ? new Due.Refuses(it.step())
            : part.runner == null ? new Due.Starts(it.step()) : new Due.Nothing();
      }
      case TaskInput.Reported(StepReport.Completed it) -> ends(facts.sent(it.step()));
      case TaskInput.Reported(StepReport.Failed it) -> {
        PartFacts part = facts.sent(it.step());
        yield part != null && isOfAnother(part.runner, it.incarnation())
            ? new Due.Nothing()
            : ends(part);
      }
      case TaskInput.Unsendable(StepAttempt attempt) -> ends(facts.sent(attempt));
      case TaskInput.WorkerLost(UUID incarnation) -> lost(incarnation, facts);
      case TaskInput.Cancel _ -> facts.isOver() ? new Due.Nothing() : new Due.EndsTask();
      case TaskInput.Resolve it ->
          facts.word(it.stepId()) == Facts.Word.ASKED
              ? new Due.Answers(it.stepId())
              : new Due.Nothing();
    };
  }

  private static Due ends(@Nullable PartFacts part) {
    return part == null ? new Due.Nothing() : new Due.Ends(Set.of(part.newest()));
  }

  /** Who could not begin with an attempt, and could not know that another one has, says nothing. */
  private static boolean isOfAnother(@Nullable UUID runner, @Nullable UUID speaker) {
    return runner != null && speaker != null && !runner.equals(speaker);
  }

  private static Due lost(UUID incarnation, Facts facts) {
    Set<StepAttempt> attempts = new HashSet<>();
    facts.forEachPart(part -> {
      if (part.isSent() && incarnation.equals(part.runner)) {
        attempts.add(part.newest());
      }
    });
    return attempts.isEmpty() ? new Due.Nothing() : new Due.Ends(attempts);
  }

  private void ends(StepAttempt attempt, Failure cause, Situation so) {
    ended.add(attempt);
    switch (so.input()) {
      case TaskInput.Reported(StepReport.Failed report) ->
          holds(
              report.step().equals(attempt) && report.cause().equals(cause),
              "the worker's own cause is kept",
              attempt);
      case TaskInput.Unsendable _ ->
          holds(cause.code().equals("STEP_TOO_LARGE"), "its size is named", cause);
      case TaskInput.WorkerLost _ ->
          holds(cause.code().equals("WORKER_LOST"), "the loss is named", cause);
      case TaskInput.Tick _ -> holds(cause.code().equals("TIMEOUT"), "the time is named", cause);
      case TaskInput.Reported _,
          TaskInput.Planned _,
          TaskInput.Rejected _,
          TaskInput.Cancel _,
          TaskInput.Resolve _ ->
          holds(false, "nothing fails by itself", attempt);
    }
  }

  private static void isTheWord(TaskEvent.ApprovalResolved event, TaskInput input) {
    boolean isWord =
        input instanceof TaskInput.Resolve(var path, var approved, var by, var note)
            && path.equals(event.stepId())
            && approved == event.approved()
            && by.equals(event.by())
            && Objects.equals(note, event.note());
    boolean isNobodys = input instanceof TaskInput.Tick && !event.approved() && event.by() == null;
    holds(isWord || isNobodys, "an approval is what a person has said", event);
  }
}
