package io.openclaw.worker.redis;

import static java.util.Objects.requireNonNull;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Runs scripts in Redis. Where it does not answer, nobody waits for it again for a moment. Safe for
 * several threads; blocks.
 */
public final class RedisScripts {
  private static final Logger LOG = Logger.getLogger(RedisScripts.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long HERE = Long.MIN_VALUE;

  private final Redis redis;
  private final Duration patience;
  private final String meanwhile;
  private final AtomicLong awayUntil = new AtomicLong(HERE);

  /**
   * Uses a client.
   *
   * @param patience longest wait for an answer
   * @param meanwhile what is done without Redis, for the log
   */
  public RedisScripts(Redis redis, Duration patience, String meanwhile) {
    this.redis = requireNonNull(redis, "redis is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.meanwhile = requireNonNull(meanwhile, "meanwhile is null");
  }

  /**
   * Runs a script.
   *
   * @throws IOException where Redis is away; whether the script ran is not known then
   */
  public Response run(String script, List<String> keys, List<String> arguments)
      throws IOException, InterruptedException {
    long until = awayUntil.get();
    if (until != HERE && System.nanoTime() - until < 0) {
      throw new IOException("Redis did not answer a moment ago");
    }
    try {
      Response response =
          redis
              .send(request(script, keys, arguments))
              .subscribeAsCompletionStage()
              .get(patience.toNanos(), TimeUnit.NANOSECONDS);
      here();
      return response;
    } catch (ExecutionException | TimeoutException e) {
      away(e);
      throw new IOException("Redis does not answer", e);
    }
  }

  private void here() {
    if (awayUntil.getAndSet(HERE) != HERE) {
      LOG.infof("Redis is back. until now: %s", meanwhile);
    }
  }

  private void away(Exception cause) {
    if (awayUntil.getAndSet(System.nanoTime() + PAUSE.toNanos()) == HERE) {
      LOG.warnf("Redis is away. meanwhile: %s reason=%s", meanwhile, cause);
    }
  }

  private static Request request(String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(Command.EVAL).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }
}
