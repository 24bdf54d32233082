package io.openclaw.orchestrator.outbox;

import io.openclaw.event.RunStream;
import io.openclaw.orchestrator.store.OutboxMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
   * relay died before it could say so, is left out. Where one is missing before it, because Redis
   * came back with an older snapshot, the stream begins anew: a stream that does not begin with the
   * run is one that readers lay the recorded history beside, and one with a hole is not.
   */
  private static final String APPEND =
      """
      local last = tonumber(redis.call('GET', KEYS[2]) or '0')
      for i = 3, #ARGV, 2 do
        local seq = tonumber(ARGV[i])
        if seq > last then
          if seq > last + 1 then
            redis.call('DEL', KEYS[1])
          end
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

  private final Redis redis;

  /** By {@link System#nanoTime}; null while it is there. */
  private volatile @Nullable Long awaySince;

  LiveView(Redis redis) {
    this.redis = redis;
  }

  /** Whether it is worth a try. */
  boolean isAvailable() {
    Long since = awaySince;
    return since == null || System.nanoTime() - since >= PAUSE.toNanos();
  }

  /** Appends events, given in order. False, on any thread, where not all could be. Never fails. */
  Uni<Boolean> append(List<OutboxMessage> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().item(true);
    }
    List<Request> requests = new ArrayList<>();
    byTask(events).forEach((taskId, ofTask) -> requests.add(append(taskId, ofTask)));
    return redis
        .batch(requests)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .replaceWith(true)
        .invoke(this::isBack)
        .onFailure()
        .recoverWithItem(this::isAway);
  }

  private static Request append(String taskId, List<OutboxMessage> events) {
    String stream = RunStream.key(UUID.fromString(taskId));
    Request request =
        Request.cmd(Command.EVAL)
            .arg(APPEND)
            .arg("2")
            .arg(stream)
            .arg(stream + ":seq")
            .arg(RunStream.MAX_ENTRIES)
            .arg(RunStream.RETENTION.toSeconds());
    for (OutboxMessage event : events) {
      request.arg(String.valueOf(event.seq())).arg(event.payload());
    }
    return request;
  }

  private void isBack() {
    if (awaySince != null) {
      awaySince = null;
      LOG.info("Redis is back: live view continues");
    }
  }

  private boolean isAway(Throwable failure) {
    if (awaySince == null) {
      LOG.warnf("Redis is away: live view pauses, tasks go on reason=\"%s\"", failure);
    }
    awaySince = System.nanoTime();
    return false;
  }

  private static Map<String, List<OutboxMessage>> byTask(List<OutboxMessage> events) {
    Map<String, List<OutboxMessage>> byTask = new LinkedHashMap<>();
    for (OutboxMessage event : events) {
      byTask.computeIfAbsent(event.key(), _ -> new ArrayList<>()).add(event);
    }
    return byTask;
  }
}
