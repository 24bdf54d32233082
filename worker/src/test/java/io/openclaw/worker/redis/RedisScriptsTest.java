package io.openclaw.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.fixture.OwnRedis;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisScriptsTest {
  private static final int CALLS = 500;

  /** As many calls come to their gates at once; none of them takes a crowd for an outage. */
  @Test
  void shouldAnswerAllWhoAskAtOnce() throws Exception {
    try (OwnRedis redis = new OwnRedis();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      RedisScripts scripts = redis.scripts();

      // when
      List<Future<Integer>> answers =
          IntStream.range(0, CALLS)
              .mapToObj(call ->
                  callers.submit(() ->
                      scripts
                          .run("return ARGV[1] + 1", List.of(), List.of(Integer.toString(call)))
                          .toInteger()))
              .toList();

      // then
      for (int call = 0; call < CALLS; call++) {
        assertThat(answers.get(call).get()).isEqualTo(call + 1);
      }
    }
  }
}
