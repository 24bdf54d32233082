package io.openclaw.worker.limit;

import io.openclaw.worker.redis.RedisScripts;
import io.openclaw.workspace.Rate;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Turns for all workers together, by the clock of Redis: a sorted set for each subject, with the
 * times of its turns, past ones for as long as they count and reserved ones.
 */
final class RedisTurns implements Turns {
  private static final Logger LOG = Logger.getLogger(RedisTurns.class);
  private static final String PREFIX = "openclaw:skill:turns:";

  /**
   * The newest turns decide: the one that is {@code count} back has to have left the period. A turn
   * that was given back may leave a gap before reserved ones, and nobody gets it while that would
   * be one too many in any period around it.
   */
  private static final String NEXT =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local count, period, patience = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - period))
      local turn = now
      local back = redis.call('ZREVRANGE', KEYS[1], count - 1, count - 1, 'WITHSCORES')
      if back[2] then
        turn = math.max(now, tonumber(back[2]) + period)
      end
      if turn - now > patience then
        return {0, turn - now}
      end
      redis.call('ZADD', KEYS[1], string.format('%.0f', turn), ARGV[4])
      local newest = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
      redis.call('PEXPIRE', KEYS[1], math.ceil((newest[2] + period - now) / 1000))
      return {1, turn - now}
      """;

  private static final String GIVE_BACK =
      """
      return redis.call('ZREM', KEYS[1], ARGV[1])
      """;

  private final RedisScripts redis;

  RedisTurns(RedisScripts redis) {
    this.redis = redis;
  }

  @Override
  public Turn next(String subject, Rate rate, Duration patience)
      throws IOException, InterruptedException {
    Window window = Window.of(rate);
    String id = UUID.randomUUID().toString();
    List<String> arguments =
        List.of(
            Integer.toString(window.count()),
            Long.toString(window.periodMicros()),
            Long.toString(patience.toNanos() / 1_000),
            id);
    Response answer = redis.run(NEXT, List.of(PREFIX + subject), arguments);
    Duration wait = Duration.of(answer.get(1).toLong(), ChronoUnit.MICROS);
    return answer.get(0).toInteger() == 1 ? new Turn.Reserved(id, wait) : new Turn.TooFar(wait);
  }

  @Override
  public void giveBack(String subject, Turn.Reserved turn) throws InterruptedException {
    try {
      Response _ = redis.run(GIVE_BACK, List.of(PREFIX + subject), List.of(turn.id()));
    } catch (IOException e) {
      LOG.debugf("A turn is lost. subject=%s reason=%s", subject, e.getMessage());
    }
  }
}
