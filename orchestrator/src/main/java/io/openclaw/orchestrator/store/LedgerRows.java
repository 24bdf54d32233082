package io.openclaw.orchestrator.store;

import io.openclaw.event.EventJson;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.TaskState;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch of moves as the rows that it adds and changes; made once, by one thread. */
final class LedgerRows {
  /**
   * The parts see the tables as they were before it, so none may need what another one does; that
   * events belong to tasks is checked at its end. The ids of the outbox rise in the order of the
   * rows.
   */
  static final String STATEMENT =
      """
      with heard as (
        insert into inbox (message_id) select unnest($1::text[])
      ),
      begun as (
        insert into task (id, tenant, text, status, state, version, wake_at, workspace_version,
          created_at, updated_at)
        select id, tenant, text, status, cast(state as json), 0, wake_at, workspace_version,
          created_at, updated_at
        from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
            $8::text[], $9::timestamptz[], $10::timestamptz[])
          as r(id, tenant, text, status, state, wake_at, workspace_version, created_at, updated_at)
      ),
      moved as (
        update task
        set status = r.status, state = cast(r.state as json), version = r.version + 1,
          wake_at = r.wake_at, workspace_version = r.workspace_version, updated_at = r.updated_at
        from unnest($11::uuid[], $12::bigint[], $13::text[], $14::text[], $15::timestamptz[],
            $16::text[], $17::timestamptz[])
          as r(id, version, status, state, wake_at, workspace_version, updated_at)
        where task.id = r.id and task.version = r.version
        returning 1
      ),
      told as (
        insert into task_event (task_id, seq, type, data, at)
        select task_id, seq, type, cast(data as json), at
        from unnest($18::uuid[], $19::bigint[], $20::text[], $21::text[], $22::timestamptz[])
          as r(task_id, seq, type, data, at)
      ),
      leaving as (
        insert into outbox (topic, key, message_id, type, seq, payload, size)
        select topic, key, message_id, type, seq, payload, length(payload)
        from unnest($23::text[], $24::text[], $25::text[], $26::text[], $27::bigint[],
            $28::text[]) with ordinality
          as r(topic, key, message_id, type, seq, payload, number)
        order by number
      ),
      ended as (
        delete from attempt
        using unnest($29::uuid[], $30::text[], $31::text[]) as r(task_id, step_id, agent_id)
        where attempt.task_id = r.task_id and attempt.step_id = r.step_id
          and attempt.agent_id = r.agent_id
      ),
      sent as (
        insert into attempt (task_id, step_id, agent_id, attempt, incarnation)
        select task_id, step_id, agent_id, attempt, incarnation
        from unnest($32::uuid[], $33::text[], $34::text[], $35::int[], $36::uuid[])
          as r(task_id, step_id, agent_id, attempt, incarnation)
        on conflict (task_id, step_id, agent_id) do update
        set attempt = excluded.attempt, incarnation = excluded.incarnation,
          partition = case when attempt.attempt = excluded.attempt then attempt.partition end
      )
      select require_all((select count(*) from moved), $37)
      """;

  private final Columns heard = new Columns(String.class);
  private final Columns begun =
      new Columns(
          UUID.class,
          String.class,
          String.class,
          String.class,
          String.class,
          OffsetDateTime.class,
          String.class,
          OffsetDateTime.class,
          OffsetDateTime.class);
  private final Columns moved =
      new Columns(
          UUID.class,
          Long.class,
          String.class,
          String.class,
          OffsetDateTime.class,
          String.class,
          OffsetDateTime.class);
  private final Columns told =
      new Columns(UUID.class, Long.class, String.class, String.class, OffsetDateTime.class);
  private final Columns leaving =
      new Columns(String.class, String.class, String.class, String.class, Long.class, String.class);
  private final Columns ended = new Columns(UUID.class, String.class, String.class);
  private final Columns sent =
      new Columns(UUID.class, String.class, String.class, Integer.class, UUID.class);
  private final List<StoredTask> stored = new ArrayList<>();
  private long moves;

  private LedgerRows() {}

  static LedgerRows of(Collection<String> messageIds, List<TaskEntry> entries) {
    LedgerRows rows = new LedgerRows();
    messageIds.forEach(rows.heard::add);
    entries.forEach(rows::add);
    return rows;
  }

  List<Object> parameters() {
    List<Object> parameters = new ArrayList<>();
    for (Columns columns : List.of(heard, begun, moved, told, leaving, ended, sent)) {
      parameters.addAll(columns.arrays());
    }
    parameters.add(moves);
    return parameters;
  }

  /** The changed tasks as they are once it has happened. */
  List<StoredTask> stored() {
    return List.copyOf(stored);
  }

  private void add(TaskEntry entry) {
    if (entry.isChanged()) {
      addTask(entry);
      addAttempts(entry);
    }
    entry.decisions().forEach(this::addMessages);
  }

  private void addTask(TaskEntry entry) {
    TaskState state = entry.after();
    String json = StoreJson.write(state, TaskState.class);
    String status = state.outcome().view().name();
    OffsetDateTime wakeAt = Columns.time(entry.wakeAt());
    OffsetDateTime updatedAt = Columns.time(state.updatedAt());
    StoredTask before = entry.before();
    if (before == null) {
      begun.add(
          state.id(),
          StoreJson.text(state.request().tenant()),
          StoreJson.text(state.request().text()),
          status,
          json,
          wakeAt,
          workspaceVersion(state),
          Columns.time(state.request().acceptedAt()),
          updatedAt);
      stored.add(new StoredTask(state, 0, json.length()));
    } else {
      moves++;
      moved.add(
          state.id(), before.version(), status, json, wakeAt, workspaceVersion(state), updatedAt);
      stored.add(new StoredTask(state, before.version() + 1, json.length()));
    }
  }

  private void addAttempts(TaskEntry entry) {
    List<TaskState.Attempt> before = entry.attemptsBefore();
    List<TaskState.Attempt> after = entry.after().attempts();
    for (TaskState.Attempt attempt : before) {
      // Of parts of steps of which no attempt at all is left.
      if (after.stream().noneMatch(attempt::isOfTheSamePartAs)) {
        ended.add(entry.taskId(), attempt.step().stepId(), attempt.step().agentId());
      }
    }
    Set<TaskState.Attempt> known = new HashSet<>(before);
    for (TaskState.Attempt attempt : after) {
      if (!known.contains(attempt)) {
        StepAttempt step = attempt.step();
        sent.add(
            entry.taskId(), step.stepId(), step.agentId(), step.attempt(), attempt.incarnation());
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
    told.add(event.taskId(), numbered.seq(), type, json, Columns.time(event.at()));
    leaving.add(Topics.EVENTS, taskId, taskId + ":" + numbered.seq(), type, numbered.seq(), json);
  }

  private void addCommand(StepCommand command) {
    String taskId = command.taskId().toString();
    StepAttempt step = command.step();
    String attempt = new AttemptId(command.taskId(), step).toString();
    String type = EventJson.typeOf(command);
    String json = StoreJson.write(command, StepCommand.class);
    switch (command) {
      case StepCommand.RunStep _ ->
          leaving.add(Topics.steps(step.agentId()), taskId, attempt, type, null, json);
      case StepCommand.CancelStep _ ->
          leaving.add(Topics.CANCELS, taskId, attempt + ":cancel", type, null, json);
    }
  }

  private static @Nullable String workspaceVersion(TaskState state) {
    Plan plan = state.plan();
    return plan == null ? null : plan.workspaceVersion();
  }
}
