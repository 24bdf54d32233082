package io.openclaw.worker.gpu;

import io.openclaw.worker.redis.RedisScripts;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The leases of all GPUs, in Redis and by its clock: a hash of leases by device, a hash of those
 * who wait, and the last token. Whatever is not renewed in time is gone at the next request.
 *
 * <p>Its clock is cut to milliseconds, so a lease gets one more: it never ends before its holder,
 * who counts from before it asked, believes.
 *
 * <p>An id that was released is not leased to any more: a request that its asker no longer waits
 * for may come after its release, on another connection.
 *
 * <p>Nobody overtakes an earlier waiter that devices of the same pool are all that it lacks, nor
 * one of the same agent, unless the agent may have what both ask for. So a request for many is not
 * starved by requests for few, and one whose agent has its share already holds up no other agent.
 */
final class LeaseStore {
  private static final List<String> KEYS =
      List.of("openclaw:{gpus}:leases", "openclaw:{gpus}:waiting", "openclaw:{gpus}:token");

  /** Every renewal and every request sets it anew. */
  private static final String KEPT = "3600000";

  /** No request comes later than this after its asker has given it up. */
  private static final String RELEASED = "60000";

  private static final String NOW =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      """;

  private static final String TAKE =
      NOW
          + """
          local id, pool, agent = ARGV[1], ARGV[2], ARGV[3]
          if redis.call('EXISTS', KEYS[4]) == 1 then
            return {}
          end
          local count, most = tonumber(ARGV[4]), tonumber(ARGV[5])
          local lease_time, wait_time = tonumber(ARGV[6]), tonumber(ARGV[7])

          local used, taken, mine, token = {}, {}, {}, nil
          local leases = redis.call('HGETALL', KEYS[1])
          for i = 1, #leases, 2 do
            local lease = cjson.decode(leases[i + 1])
            if lease.expires <= now then
              redis.call('HDEL', KEYS[1], leases[i])
            else
              taken[leases[i]] = true
              used[lease.agent] = (used[lease.agent] or 0) + 1
              if lease.id == id then
                mine[#mine + 1] = leases[i]
                token = lease.token
              end
            end
          end
          if token then
            return {token, unpack(mine)}
          end

          local earlier, place = {}, nil
          local waiting = redis.call('HGETALL', KEYS[2])
          for i = 1, #waiting, 2 do
            local other = cjson.decode(waiting[i + 1])
            if waiting[i] == id then
              place = other.place
            elseif other.expires <= now then
              redis.call('HDEL', KEYS[2], waiting[i])
            else
              earlier[#earlier + 1] = other
            end
          end

          local function next_token()
            local last = tonumber(redis.call('GET', KEYS[3]) or '0')
            local following = string.format('%.0f', math.max(last + 1, time[1] * 1000000 + time[2]))
            redis.call('SET', KEYS[3], following)
            return following
          end
          place = place or next_token()

          local mayuse = (used[agent] or 0) + count <= most
          for _, other in ipairs(earlier) do
            if tonumber(other.place) < tonumber(place) then
              if other.agent == agent and (used[agent] or 0) + other.count + count > most then
                mayuse = false
              end
              if other.pool == pool and (used[other.agent] or 0) + other.count <= other.most then
                mayuse = false
              end
            end
          end

          local free = {}
          for i = 8, #ARGV do
            if #free < count and not taken[ARGV[i]] then
              free[#free + 1] = ARGV[i]
            end
          end
          if mayuse and #free == count then
            token = next_token()
            for _, device in ipairs(free) do
              redis.call('HSET', KEYS[1], device,
                cjson.encode({id = id, agent = agent, token = token, expires = now + lease_time + 1}))
            end
            redis.call('HDEL', KEYS[2], id)
            redis.call('PEXPIRE', KEYS[1], KEPT)
            return {token, unpack(free)}
          end
          if wait_time > 0 then
            redis.call('HSET', KEYS[2], id, cjson.encode({place = place, pool = pool, agent = agent,
              count = count, most = most, expires = now + wait_time}))
            redis.call('PEXPIRE', KEYS[2], KEPT)
          end
          return {}
          """
              .replace("KEPT", KEPT);

  private static final String RENEW =
      NOW
          + """
          local leases, renewed = redis.call('HGETALL', KEYS[1]), 0
          for i = 1, #leases, 2 do
            local lease = cjson.decode(leases[i + 1])
            if lease.id == ARGV[1] and lease.expires > now then
              lease.expires = now + tonumber(ARGV[2]) + 1
              redis.call('HSET', KEYS[1], leases[i], cjson.encode(lease))
              renewed = renewed + 1
            end
          end
          redis.call('PEXPIRE', KEYS[1], KEPT)
          return renewed
          """
              .replace("KEPT", KEPT);

  private static final String RELEASE =
      """
      local leases = redis.call('HGETALL', KEYS[1])
      for i = 1, #leases, 2 do
        if cjson.decode(leases[i + 1]).id == ARGV[1] then
          redis.call('HDEL', KEYS[1], leases[i])
        end
      end
      redis.call('SET', KEYS[4], '', 'PX', RELEASED)
      return redis.call('HDEL', KEYS[2], ARGV[1])
      """
          .replace("RELEASED", RELEASED);

  private final RedisScripts redis;

  LeaseStore(RedisScripts redis) {
    this.redis = redis;
  }

  /**
   * Takes all the devices or none; to be asked again with the same request while somebody waits.
   *
   * @param lease how long they are leased unless they are renewed
   * @param place how long the place in the queue is kept until the next try; zero: no place
   * @return null where they cannot be had now
   * @throws IOException where Redis is away; they may be leased then, until they are released or
   *     expire
   */
  @Nullable Grant take(LeaseRequest request, Duration lease, Duration place)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                request.id(),
                pool(request),
                request.agent(),
                Integer.toString(request.count()),
                Integer.toString(request.most()),
                Long.toString(lease.toMillis()),
                Long.toString(place.toMillis())));
    arguments.addAll(request.devices());
    Response answer = redis.run(TAKE, keys(request.id()), arguments);
    return answer.size() == 0
        ? null
        : new Grant(
            Long.parseLong(answer.get(0).toString()),
            IntStream.range(1, answer.size()).mapToObj(i -> answer.get(i).toString()).toList());
  }

  /** How many devices the lease still had, and has for this time from now on. */
  int renew(String id, Duration lease) throws IOException, InterruptedException {
    return redis.run(RENEW, keys(id), List.of(id, Long.toString(lease.toMillis()))).toInteger();
  }

  /** Ends a lease, or the wait for it, for good. */
  void release(String id) throws IOException, InterruptedException {
    Response _ = redis.run(RELEASE, keys(id), List.of(id));
  }

  private static List<String> keys(String id) {
    List<String> keys = new ArrayList<>(KEYS);
    keys.add("openclaw:{gpus}:released:" + id);
    return keys;
  }

  /** Those who ask for the same devices stand in one queue. */
  private static String pool(LeaseRequest request) {
    return String.join(",", request.devices().stream().sorted().toList());
  }
}
