package io.openclaw.orchestrator.support;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A moment between two effects of a process: just before it reaches PostgreSQL or Redis for the
 * n-th time, or just after, before it is answered. What it has sent to Kafka by then lies between
 * two of those moments. When it is reached, nothing goes to or comes from either of them any more.
 */
public final class CrashPoint {
  private static final int MOST_POSTGRES = 60;
  private static final int MOST_REDIS = 20;

  private final boolean redis;
  private final boolean atRequest;
  private final int number;
  private final AtomicInteger count = new AtomicInteger();
  private final CompletableFuture<Void> reached = new CompletableFuture<>();
  private volatile boolean armed;

  private CrashPoint(boolean redis, boolean atRequest, int number) {
    this.redis = redis;
    this.atRequest = atRequest;
    this.number = number;
  }

  public static CrashPoint random(Random random) {
    boolean redis = random.nextInt(3) == 0;
    int most = redis ? MOST_REDIS : MOST_POSTGRES;
    return new CrashPoint(redis, random.nextBoolean(), 1 + random.nextInt(most));
  }

  /** From here on it counts. */
  public void arm() {
    armed = true;
  }

  /** Completes when nothing goes through any more. */
  public CompletableFuture<Void> reached() {
    return reached;
  }

  public boolean letsPostgres(boolean request) {
    return lets(request, !redis);
  }

  public boolean letsRedis(boolean request) {
    return lets(request, redis);
  }

  private boolean lets(boolean request, boolean isMine) {
    if (armed && isMine && request == atRequest && count.incrementAndGet() == number) {
      reached.complete(null);
    }
    return !reached.isDone();
  }

  @Override
  public String toString() {
    return "%s number %d %s %s"
        .formatted(
            atRequest ? "request" : "answer",
            number,
            atRequest ? "to" : "of",
            redis ? "Redis" : "PostgreSQL");
  }
}
