package io.openclaw.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void shouldTryAgainAfterATryThatFailedUnexpectedly() throws InterruptedException {
    // given
    Readiness ready = new Readiness.Ready(Path.of("python3"), List.of(), false);
    Preparation preparation =
        new Preparation(
            progress -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("the disk is odd");
              }
              return ready;
            },
            Runnable::run);

    // when
    preparation.begin();
    Readiness first = preparation.state();
    Readiness second = preparation.await(line -> {});

    // then
    assertThat(first)
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            notReady -> assertThat(notReady.reason()).contains("the disk is odd"));
    assertThat(second).isEqualTo(ready);
    assertThat(preparation.state()).isEqualTo(ready);
  }
}
