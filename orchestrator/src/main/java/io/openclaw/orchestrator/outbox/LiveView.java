package io.openclaw.orchestrator.outbox;

import io.openclaw.event.RunStream;
import io.openclaw.orchestrator.store.OutboxRow;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Writes task events to the runs' streams in Redis, each once and in order. Redis may be away: then
 * it is left alone for a while, and nothing else waits for it.
 */
@ApplicationScoped
class LiveView {
  private static final Logger LOG = Logger.getLogger(LiveView.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  /**
   * KEYS: the stream and the number of the newest event in it. ARGV: how many entries to keep, for
   * how many seconds, then number and JSON of each event. An event that is there already, because a
   * relay died before it could say so, is left out.
   */
  private static final String APPEND =
      """
      local last = tonumber(redis.call('GET', KEYS[2]) or '0')
      for i = 3, #ARGV, 2 do
        local seq = tonumber(ARGV[i])
        if seq > last then
          local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', '%s', ARGV[i + 1])
          redis.call('PUBLISH', KEYS[1], id)
          last = seq
        end
      end
      redis.call('SET', KEYS[2], last, 'EX', ARGV[2])
      redis.call('EXPIRE', KEYS[1], ARGV[2])
      return last
      """
          .formatted(RunStream.FIELD);

  private final ReactiveRedisDataSource redis;
  private final Clock clock;
  private volatile Instant awayUntil = Instant.MIN;

  LiveView(ReactiveRedisDataSource redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** Whether it is worth a try. */
  boolean isAvailable() {
    return !clock.instant().isBefore(awayUntil);
  }

  /** Appends events, given in order. False, on any thread, where not all could be. Never fails. */
  Uni<Boolean> append(List<OutboxRow> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().item(true);
    }
    return Multi.createFrom()
        .iterable(byTask(events).entrySet())
        .onItem()
        .transformToUniAndConcatenate(task -> append(task.getKey(), task.getValue()))
        .collect()
        .last()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onItem()
        .transform(_ -> true)
        .invoke(this::isBack)
        .onFailure()
        .recoverWithItem(this::isAway);
  }

  private Uni<Void> append(String taskId, List<OutboxRow> events) {
    String stream = RunStream.key(UUID.fromString(taskId));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(APPEND, "2", stream, stream + ":seq"));
    arguments.add(String.valueOf(RunStream.MAX_ENTRIES));
    arguments.add(String.valueOf(RunStream.RETENTION.toSeconds()));
    for (OutboxRow event : events) {
      arguments.add(String.valueOf(event.seq));
      arguments.add(event.payload);
    }
    return redis.execute("EVAL", arguments.toArray(String[]::new)).replaceWithVoid();
  }

  private void isBack() {
    if (!awayUntil.equals(Instant.MIN)) {
      awayUntil = Instant.MIN;
      LOG.info("Redis is back: live view continues");
    }
  }

  private boolean isAway(Throwable failure) {
    if (awayUntil.equals(Instant.MIN)) {
      LOG.warnf("Redis is away: live view pauses, tasks go on reason=\"%s\"", failure);
    }
    awayUntil = clock.instant().plus(PAUSE);
    return false;
  }

  private static Map<String, List<OutboxRow>> byTask(List<OutboxRow> events) {
    Map<String, List<OutboxRow>> byTask = new LinkedHashMap<>();
    for (OutboxRow event : events) {
      byTask.computeIfAbsent(event.key, _ -> new ArrayList<>()).add(event);
    }
    return byTask;
  }
}
