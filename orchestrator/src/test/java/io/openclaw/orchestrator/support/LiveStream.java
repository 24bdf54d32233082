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
  private final Vertx vertx = Vertx.vertx();
  private final Redis redis;

  public LiveStream(String address) {
    this.redis = Redis.createClient(vertx, address);
  }

  /** The JSON of all entries, oldest first. */
  public List<String> entries(UUID taskId) {
    Response response =
        redis
            .send(Request.cmd(Command.XRANGE).arg(RunStream.key(taskId)).arg("-").arg("+"))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    List<String> entries = new ArrayList<>();
    for (Response entry : response) {
      entries.add(entry.get(1).get(1).toString());
    }
    return entries;
  }

  @Override
  public void close() {
    redis.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
