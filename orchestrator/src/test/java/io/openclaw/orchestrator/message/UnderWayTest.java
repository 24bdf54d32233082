package io.openclaw.orchestrator.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnderWayTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Clock clock = at(0);
  private final UnderWay underWay = new UnderWay(new Moving(), meters);

  @Test
  void shouldTellTheAgeOfTheOldest() {
    // given
    CompletableFuture<String> older = begin();
    clock = at(10);
    CompletableFuture<String> younger = begin();
    clock = at(15);

    // then
    assertThat(age()).isEqualTo(15);

    // when
    older.complete("done");

    // then
    assertThat(age()).isEqualTo(5);

    // when
    younger.completeExceptionally(new IllegalStateException("failed"));

    // then
    assertThat(age()).isZero();
  }

  private CompletableFuture<String> begin() {
    CompletableFuture<String> work = new CompletableFuture<>();
    underWay
        .measured("t", Uni.createFrom().completionStage(work))
        .subscribe()
        .with(_ -> {}, _ -> {});
    return work;
  }

  private double age() {
    return meters.get("openclaw.inbound.age").tag("topic", "t").timeGauge().value(TimeUnit.SECONDS);
  }

  private static Clock at(long second) {
    return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
  }

  private final class Moving extends Clock {
    @Override
    public java.time.ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return clock.withZone(zone);
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }
  }
}
