package io.openclaw.orchestrator.store;

import io.openclaw.event.StepAttempt;
import io.openclaw.orchestrator.engine.TaskState.Attempt;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which attempts are with the workers, and with whom; follows from the tasks' states. */
@ApplicationScoped
public class Attempts {

  /** Where an attempt was sent. */
  public record Sent(UUID taskId, StepAttempt step, int partition) {}

  /** As the statements below read it. */
  record Row(
      UUID taskId,
      String stepId,
      String agentId,
      int attempt,
      @Nullable UUID incarnation,
      @Nullable Integer partition) {}

  /** Records a move: what was with the workers before it, and what is now. */
  Uni<Void> replace(UUID taskId, List<Attempt> before, List<Attempt> after) {
    Set<Attempt> changed = new HashSet<>(after);
    before.forEach(changed::remove);
    return Bulk.run(DELETE, rows(taskId, ended(before, after)))
        .chain(() -> Bulk.run(UPSERT, rows(taskId, List.copyOf(changed))));
  }

  /** Notes where attempts went that have not ended meanwhile. */
  public Uni<Void> sent(List<Sent> sent) {
    return Bulk.run(
        """
        update attempt set partition = r.partition
        from json_to_recordset(cast(cast(:rows as text) as json))
          as r("taskId" uuid, "stepId" text, "agentId" text, attempt integer, partition integer)
        where attempt.task_id = r."taskId" and attempt.step_id = r."stepId"
          and attempt.agent_id = r."agentId" and attempt.attempt = r.attempt
        """,
        sent.stream().map(Attempts::row).toList());
  }

  private static final String DELETE =
      """
      delete from attempt
      using json_to_recordset(cast(cast(:rows as text) as json))
        as r("taskId" uuid, "stepId" text, "agentId" text)
      where attempt.task_id = r."taskId" and attempt.step_id = r."stepId"
        and attempt.agent_id = r."agentId"
      """;

  private static final String UPSERT =
      """
      insert into attempt (task_id, step_id, agent_id, attempt, incarnation)
      select "taskId", "stepId", "agentId", attempt, incarnation
      from json_to_recordset(cast(cast(:rows as text) as json))
        as r("taskId" uuid, "stepId" text, "agentId" text, attempt integer, incarnation uuid)
      on conflict (task_id, step_id, agent_id) do update
      set attempt = excluded.attempt, incarnation = excluded.incarnation,
        partition = case when attempt.attempt = excluded.attempt then attempt.partition end
      """;

  /** Those of parts of steps of which no attempt at all is left. */
  private static List<Attempt> ended(List<Attempt> before, List<Attempt> after) {
    return before.stream()
        .filter(attempt -> after.stream().noneMatch(attempt::isOfTheSamePartAs))
        .toList();
  }

  private static List<Row> rows(UUID taskId, List<Attempt> attempts) {
    return attempts.stream()
        .map(attempt -> row(taskId, attempt.step(), attempt.incarnation(), null))
        .toList();
  }

  private static Row row(Sent sent) {
    return row(sent.taskId(), sent.step(), null, sent.partition());
  }

  private static Row row(
      UUID taskId, StepAttempt step, @Nullable UUID incarnation, @Nullable Integer partition) {
    return new Row(taskId, step.stepId(), step.agentId(), step.attempt(), incarnation, partition);
  }
}
