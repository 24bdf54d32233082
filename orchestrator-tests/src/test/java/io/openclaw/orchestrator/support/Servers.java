package io.openclaw.orchestrator.support;

import io.openclaw.testing.KafkaBroker;
import io.openclaw.testing.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import redis.embedded.RedisServer;

/** Real PostgreSQL, Redis and Kafka on free ports, for as long as the tests run. */
public final class Servers implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final RedisServer redis;
  private final KafkaBroker kafka;

  public Servers() {
    try {
      folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "servers")), "it");
      postgres = EmbeddedPostgres.builder().start();
      redis = RedisServer.newRedisServer().port(Ports.free()).bind("127.0.0.1").build();
      redis.start();
      kafka = KafkaBroker.start(folder, ShortWaits.BROKER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the services read it. */
  public Map<String, String> environment() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        kafka.address(),
        "REDIS_URL",
        "redis://127.0.0.1:" + redis.ports().getFirst(),
        "DATABASE_URL",
        databaseUrl(postgres.getPort()),
        "DATABASE_USER",
        "postgres",
        "DATABASE_PASSWORD",
        "postgres");
  }

  /** The same, with PostgreSQL at the end of a cable. */
  public Map<String, String> environment(Cable toPostgres) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("DATABASE_URL", databaseUrl(toPostgres.port()));
    return environment;
  }

  /** The same, with PostgreSQL and Redis at the end of cables. */
  public Map<String, String> environment(Cable toPostgres, Cable toRedis) {
    Map<String, String> environment = new HashMap<>(environment(toPostgres));
    environment.put("REDIS_URL", "redis://127.0.0.1:" + toRedis.port());
    return environment;
  }

  public int redisPort() {
    return redis.ports().getFirst();
  }

  public String jdbcUrl() {
    return "jdbc:" + databaseUrl(postgres.getPort()) + "?user=postgres&password=postgres";
  }

  public int postgresPort() {
    return postgres.getPort();
  }

  /** Redis as after a crash: gone, with all that it knew. */
  public void killRedis() throws IOException {
    redis.stop();
  }

  public void startRedisAgain() throws IOException {
    redis.start();
  }

  public void killKafka() {
    kafka.kill();
  }

  public void startKafkaAgain() {
    kafka.startAgain();
  }

  /** It stands still, and goes on when the answer is closed. */
  public AutoCloseable stopKafka() {
    return kafka.standStill();
  }

  /** PostgreSQL, with all that it has started, stands still until the answer is closed. */
  public AutoCloseable stopPostgres() {
    PostgresSignal postmaster = PostgresSignal.of(new Database(jdbcUrl()));
    postmaster.send("STOP");
    return () -> postmaster.send("CONT");
  }

  public String kafkaAddress() {
    return kafka.address();
  }

  public String redisAddress() {
    return "redis://127.0.0.1:" + redis.ports().getFirst();
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    redis.stop();
    postgres.close();
  }

  private static String databaseUrl(int port) {
    return "postgresql://127.0.0.1:" + port + "/postgres";
  }
}
