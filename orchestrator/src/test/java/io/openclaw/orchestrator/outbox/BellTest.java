package io.openclaw.orchestrator.outbox;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where it does not ring, the wait outlasts the test. */
@Timeout(30)
class BellTest {
  private static final Duration FOREVER = Duration.ofDays(1);

  private final Bell bell = new Bell();

  @Test
  void shouldWakeWhoWaits() throws InterruptedException {
    // given
    Thread waiting = Thread.ofVirtual().start(() -> bell.await(FOREVER));

    // when
    bell.ring();

    // then
    waiting.join();
  }

  @Test
  void shouldNotLetWaitAfterARing() {
    // given
    bell.ring();

    // then
    bell.await(FOREVER);
  }

  @Test
  void shouldNeverLetWaitAgainOnceItIsOver() {
    // given
    bell.ringForGood();

    // then
    bell.await(FOREVER);
    bell.await(FOREVER);
  }

  @Test
  void shouldWakeWhoWaitsWhenItIsOver() throws InterruptedException {
    // given
    Thread waiting = Thread.ofVirtual().start(() -> bell.await(FOREVER));

    // when
    bell.ringForGood();

    // then
    waiting.join();
  }
}
