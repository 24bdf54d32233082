package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A round that is never answered would be waited for for ever. */
@Timeout(30)
class RoundsTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private final Rounds<Integer> rounds = new Rounds<>(this::ask);

  private int ask() throws InterruptedException {
    int round = asked.incrementAndGet();
    begun.release();
    mayEnd.acquire();
    return round;
  }

  @Test
  void shouldAskOnceForAllWhoWait() throws Exception {
    // given one that is under way
    CompletableFuture<Integer> first = rounds.join();
    begun.acquire();

    // when others come meanwhile
    List<CompletableFuture<Integer>> others =
        IntStream.range(0, 100).mapToObj(_ -> rounds.join()).toList();
    mayEnd.release(2);

    // then none of them has an answer to what was asked before it came
    assertThat(first.get()).isEqualTo(1);
    for (CompletableFuture<Integer> other : others) {
      assertThat(other.get()).isEqualTo(2);
    }
    assertThat(asked).hasValue(2);
  }

  static List<Throwable> failures() {
    return List.of(new IllegalStateException("away"), new NoClassDefFoundError("away"));
  }

  /** Also after what no program expects, such as a class that a native executable lacks. */
  @ParameterizedTest
  @MethodSource("failures")
  void shouldAskAgainAfterAFailure(Throwable failure) throws Exception {
    Semaphore fails = new Semaphore(1);
    Rounds<Boolean> failing =
        new Rounds<>(() -> {
          if (fails.tryAcquire()) {
            throw thrown(failure);
          }
          return true;
        });

    CompletableFuture<Boolean> first = failing.join();
    assertThatThrownBy(first::get).hasMessageContaining("away");
    assertThat(failing.join().get()).isTrue();
  }

  private static Exception thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (Exception) failure;
  }
}
