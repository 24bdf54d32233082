package io.openclaw.gateway.testing;

import io.openclaw.event.EventJson;
import io.openclaw.event.RunStream;
import io.openclaw.testing.Ports;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** A real Redis with a password, to which runs can be written as workers and orchestrator do. */
public final class TestRedis {
  private static final String PASSWORD = "test-redis-password";

  private final Path folder;
  private final int port = Ports.free();
  private final Vertx vertx = Vertx.vertx();
  private RedisServer server;
  private Redis client;

  private TestRedis(Path folder) {
    this.folder = folder;
    this.server = startServer();
    this.client = connect();
  }

  public static TestRedis start(Path folder) {
    try {
      return new TestRedis(Files.createDirectories(folder.resolve("redis")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
  }

  /** Writes an event as it is written in production, and gives the id of its entry. */
  public String append(UUID task, Object event) {
    return appendJson(task, EventJson.writeString(event));
  }

  public String appendJson(UUID task, String json) {
    String key = RunStream.key(task);
    String id = command(Command.XADD, key, "*", RunStream.FIELD, json).toString();
    command(Command.PUBLISH, key, id);
    return id;
  }

  /** Writes an event and tells nobody. */
  public String appendSilently(UUID task, Object event) {
    String json = EventJson.writeString(event);
    return command(Command.XADD, RunStream.key(task), "*", RunStream.FIELD, json).toString();
  }

  public void expire(UUID task) {
    command(Command.DEL, RunStream.key(task));
  }

  /** How many connections listen to a run. */
  public int listeners(UUID task) {
    Response answer = command(Command.PUBSUB, "NUMSUB", RunStream.key(task));
    return Integer.parseInt(answer.get(1).toString());
  }

  public Response command(Command command, String... arguments) {
    Request request = Request.cmd(command);
    Stream.of(arguments).forEach(request::arg);
    try {
      return client
          .send(request)
          .toCompletionStage()
          .toCompletableFuture()
          .get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(command + " failed", e);
    }
  }

  public void stop() {
    client.close();
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With all that was in it. */
  public void startAgain() {
    server = startServer();
    client = connect();
  }

  public void startEmpty() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    startAgain();
  }

  private RedisServer startServer() {
    try {
      RedisServer fresh =
          RedisServer.newRedisServer()
              .port(port)
              .setting("bind 127.0.0.1")
              .setting("requirepass " + PASSWORD)
              .setting("dir " + folder.toAbsolutePath())
              .setting("save \"\"")
              .setting("appendonly yes")
              .setting("appendfsync always")
              .build();
      fresh.start();
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Redis connect() {
    return Redis.createClient(vertx, url());
  }
}
