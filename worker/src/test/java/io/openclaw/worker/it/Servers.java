package io.openclaw.worker.it;

import io.openclaw.event.Topics;
import io.openclaw.testing.Ports;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** Kafka and Redis for all integration tests; started by the first one that asks. */
final class Servers {
  private static @Nullable Servers running;

  final Broker kafka;
  private final int redisPort = Ports.free();
  private RedisServer redis;

  private Servers() throws Exception {
    kafka = Broker.start();
    redis = startRedis();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    kafka.createTopics(
        Topics.REPORTS,
        Topics.CANCELS,
        Topics.WORKERS,
        Topics.DEAD_LETTERS,
        Topics.steps("shared"),
        Topics.steps("agent-tester"),
        Topics.steps("agent-helper"));
  }

  static synchronized Servers get() throws Exception {
    if (running == null) {
      running = new Servers();
    }
    return running;
  }

  String redisUrl() {
    return "redis://127.0.0.1:" + redisPort;
  }

  void stopRedis() throws IOException {
    redis.stop();
  }

  void restartRedis() throws IOException {
    redis = startRedis();
  }

  private RedisServer startRedis() throws IOException {
    RedisServer server = RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").build();
    server.start();
    return server;
  }

  private void stop() {
    try {
      redis.stop();
    } catch (IOException e) {
      throw new IllegalStateException("Redis does not stop", e);
    }
  }
}
