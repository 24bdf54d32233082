package io.openclaw.worker.live;

import io.openclaw.event.EventJson;
import io.openclaw.event.LiveEvent;
import io.openclaw.event.RunStream;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;

/** Writes to the runs' streams in Redis and says so on their channels. */
final class RedisLiveStore implements LiveStore {

  /** One round trip an event, and nobody sees the stream without its time to live. */
  private static final String APPEND =
      """
      local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', ARGV[3], ARGV[4])
      redis.call('EXPIRE', KEYS[1], ARGV[2])
      redis.call('PUBLISH', KEYS[1], id)
      return id
      """;

  private final Redis redis;
  private final Duration patience;

  RedisLiveStore(Redis redis, Duration patience) {
    this.redis = redis;
    this.patience = patience;
  }

  @Override
  public void append(List<LiveEvent> events) throws LiveStoreException {
    List<Request> requests = events.stream().map(RedisLiveStore::request).toList();
    try {
      List<Response> _ =
          redis.batch(requests).ifNoItem().after(patience).fail().await().indefinitely();
    } catch (RuntimeException e) {
      throw new LiveStoreException(e);
    }
  }

  private static Request request(LiveEvent event) {
    return Request.cmd(Command.EVAL)
        .arg(APPEND)
        .arg("1")
        .arg(RunStream.key(event.taskId()))
        .arg(Integer.toString(RunStream.MAX_ENTRIES))
        .arg(Long.toString(RunStream.RETENTION.toSeconds()))
        .arg(RunStream.FIELD)
        .arg(EventJson.writeString(event));
  }
}
