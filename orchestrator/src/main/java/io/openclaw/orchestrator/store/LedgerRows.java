package io.openclaw.orchestrator.store;

import io.openclaw.event.EventJson;
import io.openclaw.event.Route;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.engine.TaskState.Approval;
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
   * rows. Tasks that are tried again are locked against their deletion, and must not be in it.
   */
  static final String STATEMENT =
      """
      with heard as (
        insert into inbox (message_id) select unnest($1::text[])
      ),
      begun as (
        insert into task (id, tenant, text, status, state, version, wake_at, workspace_version,
          route_kind, route_target, waiting, created_at, updated_at, retry_of)
        select id, tenant, text, status, cast(state as json), 0, wake_at, workspace_version,
          route_kind, route_target, waiting, created_at, updated_at, earlier
        from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
            $8::text[], $9::text[], $10::text[], $11::boolean[], $12::timestamptz[],
            $13::timestamptz[])
          as r(id, tenant, text, status, state, wake_at, workspace_version, route_kind,
            route_target, waiting, created_at, updated_at)
          left join unnest($49::uuid[], $50::uuid[]) as again(id, earlier) using (id)
      ),
      moved as (
        update task
        set status = r.status, state = cast(r.state as json), version = r.version + 1,
          wake_at = r.wake_at, workspace_version = r.workspace_version, waiting = r.waiting,
          updated_at = r.updated_at
        from unnest($14::uuid[], $15::bigint[], $16::text[], $17::text[], $18::timestamptz[],
            $19::text[], $20::boolean[], $21::timestamptz[])
          as r(id, version, status, state, wake_at, workspace_version, waiting, updated_at)
        where task.id = r.id and task.version = r.version
        returning 1
      ),
      told as (
        insert into task_event (task_id, seq, type, data, at)
        select task_id, seq, type, cast(data as json), at
        from unnest($22::uuid[], $23::bigint[], $24::text[], $25::text[], $26::timestamptz[])
          as r(task_id, seq, type, data, at)
      ),
      leaving as (
        insert into outbox (topic, key, message_id, type, seq, payload, size)
        select topic, key, message_id, type, seq, payload, length(payload)
        from unnest($27::text[], $28::text[], $29::text[], $30::text[], $31::bigint[],
            $32::text[]) with ordinality
          as r(topic, key, message_id, type, seq, payload, number)
        order by number
      ),
      ended as (
        delete from attempt
        using unnest($33::uuid[], $34::text[], $35::text[]) as r(task_id, step_id, agent_id)
        where attempt.task_id = r.task_id and attempt.step_id = r.step_id
          and attempt.agent_id = r.agent_id
      ),
      sent as (
        insert into attempt (task_id, step_id, agent_id, attempt, incarnation)
        select task_id, step_id, agent_id, attempt, incarnation
        from unnest($36::uuid[], $37::text[], $38::text[], $39::int[], $40::uuid[])
          as r(task_id, step_id, agent_id, attempt, incarnation)
        on conflict (task_id, step_id, agent_id) do update
        set attempt = excluded.attempt, incarnation = excluded.incarnation,
          partition = case when attempt.attempt = excluded.attempt then attempt.partition end
      ),
      resolved as (
        delete from pending_approval
        using unnest($41::uuid[], $42::text[]) as r(task_id, step_id)
        where pending_approval.task_id = r.task_id and pending_approval.step_id = r.step_id
      ),
      asked as (
        insert into pending_approval (task_id, step_id, name, tenant, since, expires_at)
        select task_id, step_id, name, tenant, since, expires_at
        from unnest($43::uuid[], $44::text[], $45::text[], $46::text[], $47::timestamptz[],
            $48::timestamptz[])
          as r(task_id, step_id, name, tenant, since, expires_at)
      ),
      earlier as (
        select from task where id = any($50) and forgotten_at is null for share
      )
      select require_all((select count(*) from moved), $51),
        require_kept((select count(*) from earlier), $52)
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
          String.class,
          String.class,
          Boolean.class,
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
          Boolean.class,
          OffsetDateTime.class);
  private final Columns told =
      new Columns(UUID.class, Long.class, String.class, String.class, OffsetDateTime.class);
  private final Columns leaving =
      new Columns(String.class, String.class, String.class, String.class, Long.class, String.class);
  private final Columns ended = new Columns(UUID.class, String.class, String.class);
  private final Columns sent =
      new Columns(UUID.class, String.class, String.class, Integer.class, UUID.class);
  private final Columns resolved = new Columns(UUID.class, String.class);
  private final Columns asked =
      new Columns(
          UUID.class,
          String.class,
          String.class,
          String.class,
          OffsetDateTime.class,
          OffsetDateTime.class);
  private final Columns again = new Columns(UUID.class, UUID.class);
  private final Set<UUID> earlier = new HashSet<>();
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
    for (Columns columns :
        List.of(heard, begun, moved, told, leaving, ended, sent, resolved, asked, again)) {
      parameters.addAll(columns.arrays());
    }
    parameters.add(moves);
    parameters.add((long) earlier.size());
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
      addApprovals(entry);
    }
    entry.decisions().forEach(this::addMessages);
  }

  private void addTask(TaskEntry entry) {
    TaskState state = entry.after();
    String json = StoreJson.write(state, TaskState.class);
    String status = state.outcome().view().name();
    OffsetDateTime wakeAt = Columns.time(entry.wakeAt());
    OffsetDateTime updatedAt = Columns.time(state.updatedAt());
    boolean waiting = !state.approvals().isEmpty();
    StoredTask before = entry.before();
    if (before == null) {
      Plan plan = state.plan();
      Route route = plan == null ? null : plan.route();
      begun.add(
          state.id(),
          StoreJson.text(state.request().tenant()),
          StoreJson.text(state.request().text()),
          status,
          json,
          wakeAt,
          workspaceVersion(state),
          route == null ? null : route.kind().name(),
          route == null ? null : StoreJson.text(route.target()),
          waiting,
          Columns.time(state.request().acceptedAt()),
          updatedAt);
      addEarlier(state);
      stored.add(new StoredTask(state, 0, json.length()));
    } else {
      moves++;
      moved.add(
          state.id(),
          before.version(),
          status,
          json,
          wakeAt,
          workspaceVersion(state),
          waiting,
          updatedAt);
      stored.add(new StoredTask(state, before.version() + 1, json.length()));
    }
  }

  /** A task without a plan was refused: it has nothing of the one that it was to try again. */
  private void addEarlier(TaskState state) {
    UUID retryOf = state.request().retryOf();
    if (retryOf != null && state.plan() != null) {
      again.add(state.id(), retryOf);
      earlier.add(retryOf);
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

  /** The steps that wait for a person, for those who look for them. */
  private void addApprovals(TaskEntry entry) {
    List<Approval> before = entry.approvalsBefore();
    List<Approval> after = entry.after().approvals();
    for (Approval approval : before) {
      if (!after.contains(approval)) {
        resolved.add(entry.taskId(), approval.path());
      }
    }
    String tenant = StoreJson.text(entry.after().request().tenant());
    for (Approval approval : after) {
      if (!before.contains(approval)) {
        asked.add(
            entry.taskId(),
            approval.path(),
            StoreJson.text(approval.name()),
            tenant,
            Columns.time(approval.since()),
            Columns.time(approval.expiresAt()));
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
