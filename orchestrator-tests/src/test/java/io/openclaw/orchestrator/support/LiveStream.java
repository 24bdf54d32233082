package io.openclaw.orchestrator.support;

import io.openclaw.event.RunStream;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the runs' streams as the gateway does. */
public final class LiveStream implements AutoCloseable {
  private static final String FORGET =
      """
      local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', '1')
      redis.call('XDEL', KEYS[1], newest[1][1])
      return redis.call('DECR', KEYS[2])
      """;

  private final Vertx vertx = Vertx.vertx();
  private final Redis redis;

  public LiveStream(String address) {
    this.redis = Redis.createClient(vertx, address);
  }

  /** The JSON of all entries, oldest first. */
  public List<String> entries(UUID taskId) {
    Response response =
        send(Request.cmd(Command.XRANGE).arg(RunStream.key(taskId)).arg("-").arg("+"));
    List<String> entries = new ArrayList<>();
    for (Response entry : response) {
      entries.add(entry.get(1).get(1).toString());
    }
    return entries;
  }

  /** What becomes of a stream whose newest event came after the snapshot that Redis begins with. */
  public void forgetNewest(UUID taskId) {
    String stream = RunStream.key(taskId);
    send(Request.cmd(Command.EVAL).arg(FORGET).arg("2").arg(stream).arg(stream + ":seq"));
  }

  private Response send(Request request) {
    return redis.send(request).toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    redis.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
