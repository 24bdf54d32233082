package io.openclaw.orchestrator.store;

import static io.openclaw.orchestrator.store.ColumnType.BIGINT;
import static io.openclaw.orchestrator.store.ColumnType.BOOLEAN;
import static io.openclaw.orchestrator.store.ColumnType.INT;
import static io.openclaw.orchestrator.store.ColumnType.TEXT;
import static io.openclaw.orchestrator.store.ColumnType.TIME;
import static io.openclaw.orchestrator.store.ColumnType.UUID;

import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.orchestrator.engine.Outcome;
import io.openclaw.orchestrator.engine.Phase;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.engine.TaskState.Approval;
import io.openclaw.orchestrator.store.RowStatement.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statement that writes a batch of moves, and the rows that go into it. */
final class LedgerStatement {

  /** A task that begins, or has moved. */
  record TaskLine(TaskState state, String json, @Nullable Instant wakeAt, long version) {
    String status() {
      return state.outcome().view().name();
    }

    boolean waits() {
      return !state.approvals().isEmpty();
    }

    int size() {
      return json.length();
    }

    int stepsTotal() {
      return state.steps().size();
    }

    int stepsDone() {
      return Math.toIntExact(
          state.steps().stream().filter(step -> step.phase() instanceof Phase.Over).count());
    }

    @Nullable String failureCode() {
      return state.outcome() instanceof Outcome.Failed(Failure cause)
          ? StoreJson.text(cause.code())
          : null;
    }

    @Nullable String workspaceVersion() {
      return of(state.plan(), Plan::workspaceVersion);
    }

    @Nullable String routeKind() {
      return of(state.plan(), plan -> plan.route().kind().name());
    }

    @Nullable String routeTarget() {
      return of(of(state.plan(), Plan::route), route -> StoreJson.text(route.target()));
    }
  }

  /** A task that tries another one again. */
  record Again(UUID id, UUID earlier) {}

  /** An event of a task's history. */
  record Told(UUID taskId, long seq, String type, String json, Instant at) {}

  /** A message that is to leave. */
  record Leaving(
      String topic,
      String key,
      String messageId,
      String type,
      @Nullable Long seq,
      String payload) {}

  /** An attempt that is with a worker, or not any more. */
  record AttemptLine(UUID taskId, StepAttempt step, @Nullable UUID incarnation) {}

  /** A step that waits for a person, or not any more. */
  record ApprovalLine(UUID taskId, String tenant, Approval approval) {}

  static final Kind<String> HEARD =
      new Kind<>("heard", Columns.<String>none().with("message_id", TEXT, id -> id));

  static final Kind<TaskLine> BEGUN =
      new Kind<>(
          "begun",
          Columns.<TaskLine>none()
              .with("id", UUID, row -> row.state().id())
              .with("tenant", TEXT, row -> StoreJson.text(row.state().request().tenant()))
              .with("text", TEXT, row -> StoreJson.text(row.state().request().text()))
              .with("status", TEXT, TaskLine::status)
              .with("state", TEXT, TaskLine::json)
              .with("size", INT, TaskLine::size)
              .with("wake_at", TIME, row -> time(row.wakeAt()))
              .with("workspace_version", TEXT, TaskLine::workspaceVersion)
              .with("route_kind", TEXT, TaskLine::routeKind)
              .with("route_target", TEXT, TaskLine::routeTarget)
              .with("waiting", BOOLEAN, TaskLine::waits)
              .with("steps_total", INT, TaskLine::stepsTotal)
              .with("steps_done", INT, TaskLine::stepsDone)
              .with("failure_code", TEXT, TaskLine::failureCode)
              .with("created_at", TIME, row -> time(row.state().request().acceptedAt()))
              .with("updated_at", TIME, row -> time(row.state().updatedAt())));

  static final Kind<Again> AGAIN =
      new Kind<>(
          "again",
          Columns.<Again>none().with("id", UUID, Again::id).with("earlier", UUID, Again::earlier));

  static final Kind<TaskLine> MOVED =
      new Kind<>(
          "moved",
          Columns.<TaskLine>none()
              .with("id", UUID, row -> row.state().id())
              .with("version", BIGINT, TaskLine::version)
              .with("status", TEXT, TaskLine::status)
              .with("state", TEXT, TaskLine::json)
              .with("size", INT, TaskLine::size)
              .with("wake_at", TIME, row -> time(row.wakeAt()))
              .with("workspace_version", TEXT, TaskLine::workspaceVersion)
              .with("waiting", BOOLEAN, TaskLine::waits)
              .with("steps_total", INT, TaskLine::stepsTotal)
              .with("steps_done", INT, TaskLine::stepsDone)
              .with("failure_code", TEXT, TaskLine::failureCode)
              .with("updated_at", TIME, row -> time(row.state().updatedAt())));

  static final Kind<Told> TOLD =
      new Kind<>(
          "told",
          Columns.<Told>none()
              .with("task_id", UUID, Told::taskId)
              .with("seq", BIGINT, Told::seq)
              .with("type", TEXT, Told::type)
              .with("data", TEXT, Told::json)
              .with("at", TIME, row -> time(row.at())));

  static final Kind<Leaving> LEAVING =
      new Kind<>(
          "leaving",
          Columns.<Leaving>none()
              .with("topic", TEXT, Leaving::topic)
              .with("key", TEXT, Leaving::key)
              .with("message_id", TEXT, Leaving::messageId)
              .with("type", TEXT, Leaving::type)
              .with("seq", BIGINT, Leaving::seq)
              .with("payload", TEXT, Leaving::payload));

  static final Kind<AttemptLine> ENDED =
      new Kind<>(
          "ended",
          Columns.<AttemptLine>none()
              .with("task_id", UUID, AttemptLine::taskId)
              .with("step_id", TEXT, row -> row.step().stepId())
              .with("agent_id", TEXT, row -> row.step().agentId()));

  static final Kind<AttemptLine> SENT =
      new Kind<>(
          "sent",
          ENDED
              .columns()
              .with("attempt", INT, row -> row.step().attempt())
              .with("incarnation", UUID, AttemptLine::incarnation));

  static final Kind<ApprovalLine> RESOLVED =
      new Kind<>(
          "resolved",
          Columns.<ApprovalLine>none()
              .with("task_id", UUID, ApprovalLine::taskId)
              .with("step_id", TEXT, row -> row.approval().path()));

  static final Kind<ApprovalLine> ASKED =
      new Kind<>(
          "asked",
          RESOLVED
              .columns()
              .with("name", TEXT, row -> StoreJson.text(row.approval().name()))
              .with("tenant", TEXT, row -> StoreJson.text(row.tenant()))
              .with("since", TIME, row -> time(row.approval().since()))
              .with("expires_at", TIME, row -> time(row.approval().expiresAt())));

  /**
   * The parts see the tables as they were before it, so none may need what another one does; that
   * events belong to tasks is checked at its end. The ids of the outbox rise in the order of the
   * rows. Tasks that are tried again are locked against their deletion, and must not be in it.
   */
  static final RowStatement WRITE =
      new RowStatement(
          """
          with heard as (
            insert into inbox ({heard.names}) select unnest({heard})
          ),
          begun as (
            insert into task ({begun.names}, version, retry_of)
            select id, tenant, text, status, cast(state as json), size, wake_at,
              workspace_version, route_kind, route_target, waiting, steps_total, steps_done,
              failure_code, created_at, updated_at, 0, earlier
            from unnest({begun}) as r({begun.names})
              left join unnest({again}) as again({again.names}) using (id)
          ),
          moved as (
            update task
            set status = r.status, state = cast(r.state as json), size = r.size,
              version = r.version + 1, wake_at = r.wake_at,
              workspace_version = r.workspace_version, waiting = r.waiting,
              steps_total = r.steps_total, steps_done = r.steps_done,
              failure_code = r.failure_code, updated_at = r.updated_at
            from unnest({moved}) as r({moved.names})
            where task.id = r.id and task.version = r.version
            returning 1
          ),
          told as (
            insert into task_event ({told.names})
            select task_id, seq, type, cast(data as json), at
            from unnest({told}) as r({told.names})
          ),
          leaving as (
            insert into outbox ({leaving.names}, size)
            select {leaving.names}, length(payload)
            from unnest({leaving}) with ordinality as r({leaving.names}, number)
            order by number
          ),
          ended as (
            delete from attempt
            using unnest({ended}) as r({ended.names})
            where attempt.task_id = r.task_id and attempt.step_id = r.step_id
              and attempt.agent_id = r.agent_id
          ),
          sent as (
            insert into attempt ({sent.names})
            select {sent.names}
            from unnest({sent}) as r({sent.names})
            on conflict (task_id, step_id, agent_id) do update
            set attempt = excluded.attempt, incarnation = excluded.incarnation,
              partition = case when attempt.attempt = excluded.attempt then attempt.partition end
          ),
          resolved as (
            delete from pending_approval
            using unnest({resolved}) as r({resolved.names})
            where pending_approval.task_id = r.task_id and pending_approval.step_id = r.step_id
          ),
          asked as (
            insert into pending_approval ({asked.names})
            select {asked.names}
            from unnest({asked}) as r({asked.names})
          ),
          earlier as (
            select from task where id = any({again.earlier}) and forgotten_at is null for share
          )
          select require_all((select count(*) from moved), cardinality({moved.id})),
            require_kept(
              (select count(*) from earlier),
              (select count(distinct id) from unnest({again.earlier}) as again(id)))
          """,
          List.of(HEARD, BEGUN, AGAIN, MOVED, TOLD, LEAVING, ENDED, SENT, RESOLVED, ASKED));

  private LedgerStatement() {}

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static <T, V> @Nullable V of(@Nullable T value, Function<T, V> part) {
    return value == null ? null : part.apply(value);
  }
}
