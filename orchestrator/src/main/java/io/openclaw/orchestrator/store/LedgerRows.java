package io.openclaw.orchestrator.store;

import static io.openclaw.orchestrator.store.LedgerStatement.AGAIN;
import static io.openclaw.orchestrator.store.LedgerStatement.ASKED;
import static io.openclaw.orchestrator.store.LedgerStatement.BEGUN;
import static io.openclaw.orchestrator.store.LedgerStatement.ENDED;
import static io.openclaw.orchestrator.store.LedgerStatement.HEARD;
import static io.openclaw.orchestrator.store.LedgerStatement.LEAVING;
import static io.openclaw.orchestrator.store.LedgerStatement.MOVED;
import static io.openclaw.orchestrator.store.LedgerStatement.RESOLVED;
import static io.openclaw.orchestrator.store.LedgerStatement.SENT;
import static io.openclaw.orchestrator.store.LedgerStatement.TOLD;

import io.openclaw.event.EventJson;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.engine.TaskState.Approval;
import io.openclaw.orchestrator.store.LedgerStatement.Again;
import io.openclaw.orchestrator.store.LedgerStatement.ApprovalLine;
import io.openclaw.orchestrator.store.LedgerStatement.AttemptLine;
import io.openclaw.orchestrator.store.LedgerStatement.Leaving;
import io.openclaw.orchestrator.store.LedgerStatement.TaskLine;
import io.openclaw.orchestrator.store.LedgerStatement.Told;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A batch of moves as the rows that it adds and changes; made once, by one thread. */
final class LedgerRows {
  private final RowStatement.Rows rows = LedgerStatement.WRITE.rows();
  private final List<StoredTask> stored = new ArrayList<>();

  private LedgerRows() {}

  static LedgerRows of(Collection<String> messageIds, List<TaskEntry> entries) {
    LedgerRows rows = new LedgerRows();
    messageIds.forEach(id -> rows.rows.add(HEARD, id));
    entries.forEach(rows::add);
    return rows;
  }

  /** Of {@link LedgerStatement#WRITE}. */
  List<Object> parameters() {
    return rows.parameters();
  }

  /** The changed tasks as they are once it has happened. */
  List<StoredTask> stored() {
    return List.copyOf(stored);
  }

  private void add(TaskEntry entry) {
    if (entry.isChanged()) {
      addTask(entry);
      addAttempts(entry);
      addApprovals(entry);
    }
    entry.decisions().forEach(this::addMessages);
  }

  private void addTask(TaskEntry entry) {
    TaskState state = entry.after();
    String json = StoreJson.write(state, TaskState.class);
    StoredTask before = entry.before();
    if (before == null) {
      rows.add(BEGUN, new TaskLine(state, json, entry.wakeAt(), 0));
      addEarlier(state);
      stored.add(new StoredTask(state, 0, json.length()));
    } else {
      rows.add(MOVED, new TaskLine(state, json, entry.wakeAt(), before.version()));
      stored.add(new StoredTask(state, before.version() + 1, json.length()));
    }
  }

  /** One that was refused, or begins from the start, has nothing of the one that it tries again. */
  private void addEarlier(TaskState state) {
    UUID retryOf = state.request().retryOf();
    if (retryOf != null && !state.request().earlierTasks().isEmpty()) {
      rows.add(AGAIN, new Again(state.id(), retryOf));
    }
  }

  private void addAttempts(TaskEntry entry) {
    List<TaskState.Attempt> before = entry.attemptsBefore();
    List<TaskState.Attempt> after = entry.after().attempts();
    for (TaskState.Attempt attempt : before) {
      // Of parts of steps of which no attempt at all is left.
      if (after.stream().noneMatch(attempt::isOfTheSamePartAs)) {
        rows.add(ENDED, line(entry, attempt));
      }
    }
    Set<TaskState.Attempt> known = new HashSet<>(before);
    for (TaskState.Attempt attempt : after) {
      if (!known.contains(attempt)) {
        rows.add(SENT, line(entry, attempt));
      }
    }
  }

  /** The steps that wait for a person, for those who look for them. */
  private void addApprovals(TaskEntry entry) {
    List<Approval> before = entry.approvalsBefore();
    List<Approval> after = entry.after().approvals();
    String tenant = entry.after().request().tenant();
    for (Approval approval : before) {
      if (!after.contains(approval)) {
        rows.add(RESOLVED, new ApprovalLine(entry.taskId(), tenant, approval));
      }
    }
    for (Approval approval : after) {
      if (!before.contains(approval)) {
        rows.add(ASKED, new ApprovalLine(entry.taskId(), tenant, approval));
      }
    }
  }

  /** Events first, so that what is scheduled is known before anything comes of it. */
  private void addMessages(Decision decision) {
    NumberedEvent.of(decision).forEach(this::addEvent);
    decision.commands().forEach(this::addCommand);
  }

  private void addEvent(NumberedEvent numbered) {
    TaskEvent event = numbered.event();
    String json = StoreJson.write(event, TaskEvent.class);
    String type = EventJson.typeOf(event);
    String taskId = event.taskId().toString();
    long seq = numbered.seq();
    rows.add(TOLD, new Told(event.taskId(), seq, type, json, event.at()));
    rows.add(LEAVING, new Leaving(Topics.EVENTS, taskId, taskId + ":" + seq, type, seq, json));
  }

  private void addCommand(StepCommand command) {
    String taskId = command.taskId().toString();
    StepAttempt step = command.step();
    String attempt = new AttemptId(command.taskId(), step).toString();
    String type = EventJson.typeOf(command);
    String json = StoreJson.write(command, StepCommand.class);
    rows.add(
        LEAVING,
        switch (command) {
          case StepCommand.RunStep _ ->
              new Leaving(Topics.steps(step.agentId()), taskId, attempt, type, null, json);
          case StepCommand.CancelStep _ ->
              new Leaving(Topics.CANCELS, taskId, attempt + ":cancel", type, null, json);
        });
  }

  private static AttemptLine line(TaskEntry entry, TaskState.Attempt attempt) {
    return new AttemptLine(entry.taskId(), attempt.step(), attempt.incarnation());
  }
}
