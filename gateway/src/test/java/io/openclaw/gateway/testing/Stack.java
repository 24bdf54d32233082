package io.openclaw.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One gateway with all that it talks to, started once for all integration tests. Waiting times are
 * short, and a page of the stream is small, so that short tests come to all that takes long or much
 * in production.
 */
public final class Stack {
  private static final Stack INSTANCE = new Stack();

  private final Path folder;
  private final TestRedis redis;
  private final TestKafka kafka;
  private final FakeOrchestrator orchestrator;
  private final GatewayProcess gateway;

  private Stack() {
    try {
      this.folder = Files.createTempDirectory(Path.of("target"), "it-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CompletableFuture<TestKafka> broker =
        CompletableFuture.supplyAsync(() -> TestKafka.start(folder));
    this.redis = TestRedis.start(folder);
    Runtime.getRuntime().addShutdownHook(new Thread(redis::stop));
    this.orchestrator = FakeOrchestrator.start();
    this.kafka = broker.join();
    this.gateway = GatewayProcess.start(folder, environment());
  }

  public static Stack get() {
    return INSTANCE;
  }

  public Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("OPENCLAW_GATEWAY_TOKEN", GatewayProcess.TOKEN),
        Map.entry("OPENCLAW_INTERNAL_TOKEN", FakeOrchestrator.TOKEN),
        Map.entry("OPENCLAW_WORKSPACE", "src/test/resources/workspace"),
        Map.entry("OPENCLAW_DATA", data().toString()),
        Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap()),
        Map.entry("REDIS_URL", redis.url()),
        Map.entry("ORCHESTRATOR_URL", orchestrator.url()),
        Map.entry("OPENCLAW_GATEWAY_ALLOWED_ORIGINS", "https://ui.example.org"),
        Map.entry("OPENCLAW_GATEWAY_LIVE_KEEP_ALIVE", "1s"),
        Map.entry("OPENCLAW_GATEWAY_LIVE_RECHECK", "1s"),
        Map.entry("OPENCLAW_GATEWAY_LIVE_HISTORY_INTERVAL", "100ms"),
        Map.entry("OPENCLAW_GATEWAY_LIVE_OUTAGE_GRACE", "3s"),
        Map.entry("OPENCLAW_GATEWAY_LIVE_SLOW_CLIENT_TIMEOUT", "1s"),
        Map.entry("OPENCLAW_GATEWAY_LIVE_PAGE_SIZE", "8"),
        Map.entry("OPENCLAW_GATEWAY_WEBSOCKET_CONNECT_TIMEOUT", "2s"),
        Map.entry("OPENCLAW_GATEWAY_WEBSOCKET_TICK_INTERVAL", "1s"));
  }

  public Path folder() {
    return folder;
  }

  public Path data() {
    return folder.resolve("data").toAbsolutePath();
  }

  public TestRedis redis() {
    return redis;
  }

  public TestKafka kafka() {
    return kafka;
  }

  public FakeOrchestrator orchestrator() {
    return orchestrator;
  }

  public GatewayProcess gateway() {
    return gateway;
  }
}
