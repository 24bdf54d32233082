package io.openclaw.orchestrator.store;

import io.openclaw.event.EventJson;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.engine.Decision;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that are to leave: stored with the move that they tell of, sent after it. */
@ApplicationScoped
public class Outbox {
  /** Any number that nothing else locks. */
  private static final long RELAY_LOCK = 0x6f70656e636c6177L;

  /** As the statement below reads it. */
  record Entry(
      String topic,
      String key,
      String messageId,
      String type,
      @Nullable Long seq,
      String payload) {}

  /** Events first, so that what is scheduled is known before anything comes of it. */
  Uni<Void> add(Decision decision) {
    List<Entry> entries = new ArrayList<>();
    NumberedEvent.of(decision).forEach(event -> entries.add(entry(event)));
    decision.commands().forEach(command -> entries.add(entry(command)));
    return insert(entries);
  }

  /** Tasks that nobody has sent, to be taken in like those that the gateway sends. */
  public Uni<Void> submit(List<SubmitTask> tasks) {
    return insert(tasks.stream().map(Outbox::entry).toList());
  }

  private static Uni<Void> insert(List<Entry> entries) {
    return Bulk.run(
        """
        insert into outbox (topic, key, message_id, type, seq, payload)
        select topic, key, "messageId", type, seq, payload
        from json_to_recordset(cast(cast(:rows as text) as json))
          as r(topic text, key text, "messageId" text, type text, seq bigint, payload text)
        """,
        entries);
  }

  /**
   * Makes this transaction the only relay of all replicas until it ends. Waits for another one's
   * batch; fails where that takes too long. A relay that has been frozen loses its turn.
   */
  public Uni<Void> lock() {
    return scalar(
            "select set_config('lock_timeout', '5s', true)"
                + " || set_config('idle_in_transaction_session_timeout', '60s', true)")
        .chain(() -> scalar("select cast(pg_advisory_xact_lock(" + RELAY_LOCK + ") as text)"))
        .replaceWithVoid();
  }

  /** The oldest messages that have not been sent. */
  public Uni<List<OutboxRow>> unsent(int limit) {
    return OutboxRow.<OutboxRow>find("sent = false order by id").page(0, limit).list();
  }

  /** The oldest messages that are on Kafka and not in the live view. */
  public Uni<List<OutboxRow>> unprojected(int limit) {
    return OutboxRow.<OutboxRow>find("sent = true order by id").page(0, limit).list();
  }

  public Uni<Void> delete(Collection<Long> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : OutboxRow.delete("id in ?1", ids).replaceWithVoid();
  }

  /** Keeps messages that are on Kafka until the live view can be written again. */
  public Uni<Void> keepForLiveView(Collection<Long> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : Panache.executeUpdate("update OutboxRow set sent = true where id in ?1", ids)
            .replaceWithVoid();
  }

  /** Gives up on showing what has become too old to be watched. */
  public Uni<Void> dropUnprojected(Duration olderThan) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "delete from outbox where sent"
                        + " and created_at < now() - make_interval(secs => :seconds)")
                .setParameter("seconds", (double) olderThan.toSeconds())
                .executeUpdate())
        .replaceWithVoid();
  }

  public Uni<Long> depth() {
    return OutboxRow.count("sent = false");
  }

  private static Entry entry(NumberedEvent event) {
    String taskId = event.event().taskId().toString();
    return new Entry(
        Topics.EVENTS,
        taskId,
        taskId + ":" + event.seq(),
        EventJson.typeOf(event.event()),
        event.seq(),
        StoreJson.write(event.event(), TaskEvent.class));
  }

  private static Entry entry(SubmitTask task) {
    String taskId = task.taskId().toString();
    return new Entry(
        Topics.TASKS,
        taskId,
        taskId + ":submit",
        EventJson.typeOf(task),
        null,
        StoreJson.write(task, TaskCommand.class));
  }

  private static Entry entry(StepCommand command) {
    String taskId = command.taskId().toString();
    StepAttempt step = command.step();
    String attempt =
        String.join(":", taskId, step.stepId(), step.agentId(), String.valueOf(step.attempt()));
    return switch (command) {
      case RunStep _ -> entry(command, Topics.steps(step.agentId()), attempt);
      case CancelStep _ -> entry(command, Topics.CANCELS, attempt + ":cancel");
    };
  }

  private static Entry entry(StepCommand command, String topic, String messageId) {
    return new Entry(
        topic,
        command.taskId().toString(),
        messageId,
        EventJson.typeOf(command),
        null,
        StoreJson.write(command, StepCommand.class));
  }

  /** The step that a message to the workers tells of. */
  public static RunStep command(OutboxRow message) {
    return (RunStep) StoreJson.read(message.payload, StepCommand.class);
  }

  private static Uni<String> scalar(String sql) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(sql, String.class).getSingleResult());
  }
}
