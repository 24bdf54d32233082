package io.openclaw.gateway.live;

import io.openclaw.event.RunStream;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The process's one connection on which Redis says that a run has news.
 *
 * <p>A listener is called for each news, once its subscription stands, and after each reconnection:
 * whenever there may be something to read that it was not told of. It must not block. A connection
 * that breaks is made anew; one that is silently dead is found by a heartbeat that Redis has to
 * answer.
 */
@ApplicationScoped
class RunNotifications {
  private static final Logger LOG = Logger.getLogger(RunNotifications.class);
  private static final String HEARTBEAT = "openclaw:gateway:heartbeat";
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 2_000;

  private final Redis redis;
  private final Vertx vertx;
  private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();

  // Guarded by this.
  private @Nullable RedisConnection connection;
  private boolean isAnswered;
  private int failures;
  private boolean isStopped;

  RunNotifications(Redis redis, Vertx vertx) {
    this.redis = redis;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent start) {
    connect();
    vertx.setPeriodic(HEARTBEAT_INTERVAL.toMillis(), timer -> heartbeat());
  }

  void stop(@Observes ShutdownEvent shutdown) {
    RedisConnection last;
    synchronized (this) {
      isStopped = true;
      last = connection;
      connection = null;
    }
    if (last != null) {
      last.close();
    }
  }

  void listen(UUID task, Runnable onNews) {
    listeners.put(RunStream.key(task), onNews);
    send(Command.SUBSCRIBE, RunStream.key(task));
  }

  void forget(UUID task) {
    listeners.remove(RunStream.key(task));
    send(Command.UNSUBSCRIBE, RunStream.key(task));
  }

  private void connect() {
    Future<RedisConnection> attempt = redis.connect();
    attempt
        .timeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(this::connected)
        .onFailure(e -> givenUp(attempt, e));
  }

  /** A connection that comes after its time is nobody's. */
  private void givenUp(Future<RedisConnection> attempt, Throwable cause) {
    attempt.onSuccess(RedisConnection::close);
    notConnected(cause);
  }

  private void connected(RedisConnection fresh) {
    fresh.handler(this::received);
    fresh.endHandler(end -> lost(fresh, "the connection ended"));
    fresh.exceptionHandler(e -> lost(fresh, e.toString()));
    synchronized (this) {
      if (isStopped) {
        fresh.close();
        return;
      }
      connection = fresh;
      isAnswered = true;
      failures = 0;
    }
    LOG.info("listening to Redis for news of runs");
    List<String> channels = new ArrayList<>(listeners.keySet());
    channels.add(HEARTBEAT);
    channels.forEach(channel -> send(Command.SUBSCRIBE, channel));
  }

  private void notConnected(Throwable cause) {
    long pause;
    synchronized (this) {
      if (isStopped) {
        return;
      }
      if (failures == 0) {
        LOG.warnf("no connection to Redis, trying again reason=\"%s\"", cause.getMessage());
      }
      pause = Math.min(FIRST_PAUSE_MS << Math.min(failures, 10), LONGEST_PAUSE_MS);
      failures++;
    }
    // Jitter, so that not all gateways come back in the same moment.
    long jitter = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    vertx.setTimer(pause + jitter, timer -> connect());
  }

  private void lost(RedisConnection which, String why) {
    synchronized (this) {
      if (!which.equals(connection)) {
        return;
      }
      connection = null;
    }
    LOG.warnf("connection to Redis lost, connecting again reason=\"%s\"", why);
    which.close();
    connect();
  }

  private void heartbeat() {
    RedisConnection current;
    boolean isDead;
    synchronized (this) {
      current = connection;
      isDead = !isAnswered;
      isAnswered = false;
    }
    if (current != null && isDead) {
      lost(current, "no answer to the heartbeat");
    } else {
      send(Command.SUBSCRIBE, HEARTBEAT);
    }
  }

  /** Answers to SUBSCRIBE come the same way as news do: {@code [kind, channel, …]}. */
  private void received(@Nullable Response message) {
    if (message == null || message.size() < 2) {
      return;
    }
    synchronized (this) {
      isAnswered = true;
    }
    String kind = message.get(0).toString();
    Runnable listener = listeners.get(message.get(1).toString());
    if (listener != null && (kind.equals("message") || kind.equals("subscribe"))) {
      listener.run();
    }
  }

  private void send(Command command, String channel) {
    RedisConnection current;
    synchronized (this) {
      current = connection;
    }
    if (current != null) {
      current.send(Request.cmd(command).arg(channel)).onFailure(e -> lost(current, e.toString()));
    }
  }
}
