package io.openclaw.orchestrator.engine;

import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.RetryRule;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import java.time.Instant;

/** Moves the agents' parts of steps: sends attempts, hears of them, ends them. */
final class Attempts {
  /** So often a step goes to another worker; after that it is likely to be what kills them. */
  static final int MAX_LOSSES = 10;

  private final Request request;
  private final Plan plan;
  private final Wiring wiring;
  private final Journal journal;
  private final double jitter;

  Attempts(Request request, Plan plan, Wiring wiring, Journal journal, double jitter) {
    this.request = request;
    this.plan = plan;
    this.wiring = wiring;
    this.journal = journal;
    this.jitter = jitter;
  }

  /** Asks an agent that has not been asked before. */
  void first(Node node, String agentId) {
    AssignmentState.Scheduled scheduled = AssignmentState.first(journal.now);
    node.ask(agentId, scheduled);
    send(node, agentId, scheduled);
  }

  void started(Node node, String agentId, AssignmentState.Sent sent, StepReport.Started report) {
    if (sent instanceof AssignmentState.Running running
        && running.incarnation().equals(report.incarnation())) {
      return;
    }
    journal.move(node, agentId, sent.start(report.workerId(), report.incarnation(), journal.now));
    // Another one's start of the same attempt: there is one only where the artifacts have forgotten
    // who took it. The new one answers for it; for watchers nothing has happened.
    if (sent instanceof AssignmentState.Scheduled) {
      journal.tell(
          new TaskEvent.StepStarted(
              journal.taskId, journal.now, attempt(node, agentId, sent), report.workerId()));
    }
  }

  void completed(Node node, String agentId, AssignmentState.Sent sent, Result result) {
    journal.move(node, agentId, sent.complete(result, journal.now));
    journal.tell(
        new TaskEvent.StepCompleted(
            journal.taskId, journal.now, attempt(node, agentId, sent), result));
  }

  void failed(Node node, String agentId, AssignmentState.Sent sent, Failure cause) {
    Tries tries = sent.tries();
    RetryRule rule = work(node).retry();
    if (rule.covers(cause) && tries.retries() < rule.maxRetries()) {
      Instant dueAt = journal.now.plus(Backoff.delay(rule, tries.retries(), jitter));
      journal.move(node, agentId, sent.retry(cause, dueAt));
      journal.tell(
          new TaskEvent.StepRetrying(
              journal.taskId, journal.now, attempt(node, agentId, sent), cause, dueAt));
    } else {
      failForGood(node, agentId, sent, cause);
    }
  }

  void lost(Node node, String agentId, AssignmentState.Running running) {
    Failure cause = Endings.workerLost(running.tries());
    if (running.tries().losses() < MAX_LOSSES) {
      journal.tell(
          new TaskEvent.StepRetrying(
              journal.taskId, journal.now, attempt(node, agentId, running), cause, journal.now));
      if (journal.putOff()) {
        journal.move(node, agentId, running.putOff(cause, journal.now));
      } else {
        again(node, agentId, running.lose(cause, journal.now));
      }
    } else {
      failForGood(node, agentId, running, cause);
    }
  }

  /** No word has come in time. The worker is told, in case that it is still at it. */
  void overdue(Node node, String agentId, AssignmentState.Running running) {
    order(attempt(node, agentId, running), "it has taken too long");
    failed(node, agentId, running, Endings.overdue(node.step));
  }

  /** The next try, sent. */
  void again(Node node, String agentId, AssignmentState.Scheduled scheduled) {
    journal.move(node, agentId, scheduled);
    send(node, agentId, scheduled);
  }

  /** Ends what a step's agents are still at. */
  void cancel(Node node, String reason) {
    for (Assignment assignment : node.assignments) {
      if (assignment.state() instanceof AssignmentState.Open open) {
        StepAttempt attempt = attempt(node, assignment.agentId(), open);
        journal.move(node, assignment.agentId(), open.cancel(journal.now));
        journal.tell(new TaskEvent.StepCancelled(journal.taskId, journal.now, attempt, reason));
        if (open instanceof AssignmentState.Sent) {
          order(attempt, reason);
        }
      }
    }
  }

  static StepAttempt attempt(Node node, String agentId, AssignmentState state) {
    return new StepAttempt(node.path(), agentId, state.tries().attempt());
  }

  private void failForGood(Node node, String agentId, AssignmentState.Sent sent, Failure cause) {
    journal.move(node, agentId, sent.fail(cause, journal.now));
    journal.tell(
        new TaskEvent.StepFailed(journal.taskId, journal.now, attempt(node, agentId, sent), cause));
  }

  private void send(Node node, String agentId, AssignmentState.Scheduled scheduled) {
    StepAttempt attempt = attempt(node, agentId, scheduled);
    Work.ByAgents work = work(node);
    journal.moves++;
    journal.tell(new TaskEvent.StepScheduled(journal.taskId, journal.now, attempt));
    journal.order(
        Commands.run(
            request,
            plan,
            node.step,
            work,
            attempt,
            wiring.inputs(node),
            Share.of(node, work, wiring),
            journal.now));
  }

  private void order(StepAttempt attempt, String reason) {
    journal.order(new StepCommand.CancelStep(journal.taskId, journal.now, attempt, reason));
  }

  private static Work.ByAgents work(Node node) {
    if (node.step.work() instanceof Work.ByAgents work) {
      return work;
    }
    throw new IllegalStateException("step " + node.path() + " is not done by agents");
  }
}
