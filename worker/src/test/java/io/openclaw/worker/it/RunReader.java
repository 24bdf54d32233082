package io.openclaw.worker.it;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.EventJson;
import io.openclaw.event.LiveEvent;
import io.openclaw.event.LiveEvent.SkillProgress;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.RunStream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads runs' streams and listens on their channels, as a gateway would. */
final class RunReader implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Redis redis;
  private final List<String> announced = new CopyOnWriteArrayList<>();

  RunReader(Servers servers) {
    redis = Redis.createClient(vertx, servers.redisUrl());
  }

  /** Notes the entry ids that are announced from here on. */
  void listen(UUID task) throws Exception {
    RedisConnection connection =
        redis.connect().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    connection.handler(push -> {
      if (push != null && push.size() == 3 && push.get(0).toString().equals("message")) {
        announced.add(push.get(2).toString());
      }
    });
    Response _ =
        connection
            .send(Request.cmd(Command.SUBSCRIBE).arg(RunStream.key(task)))
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  List<String> announced() {
    return List.copyOf(announced);
  }

  /** The ids of a run's entries. */
  List<String> ids(UUID task) throws Exception {
    List<String> ids = new ArrayList<>();
    entries(task).forEach(entry -> ids.add(entry.get(0).toString()));
    return ids;
  }

  List<LiveEvent> events(UUID task) throws Exception {
    List<LiveEvent> events = new ArrayList<>();
    for (Response entry : entries(task)) {
      events.add(event(entry.get(1).get(1).toString(StandardCharsets.UTF_8)));
    }
    return events;
  }

  /** What its skills told of their progress. */
  List<String> progress(UUID task) throws Exception {
    return events(task).stream()
        .filter(SkillProgress.class::isInstance)
        .map(event -> ((SkillProgress) event).message())
        .toList();
  }

  long secondsToLive(UUID task) throws Exception {
    return requireNonNull(
        await(redis.send(Request.cmd(Command.TTL).arg(RunStream.key(task)))).toLong());
  }

  @Override
  public void close() {
    redis.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Response entries(UUID task) throws Exception {
    return await(
        redis.send(Request.cmd(Command.XRANGE).arg(RunStream.key(task)).arg("-").arg("+")));
  }

  private static LiveEvent event(String json) {
    try {
      return EventJson.read(json.getBytes(StandardCharsets.UTF_8), LiveEvent.class);
    } catch (MalformedEventException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Response await(Future<@Nullable Response> answer) throws Exception {
    return requireNonNull(
        answer.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
  }
}
