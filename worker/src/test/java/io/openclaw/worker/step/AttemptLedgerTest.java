package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.StepCommand.RunStep;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptLedgerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void shouldForgetTheOldestAttemptsBeyondItsBound() {
    // given
    AttemptLedger ledger = new AttemptLedger(2);
    RunStep first = step(UUID.randomUUID(), 1, LONG);

    // when
    ledger.take(first);
    ledger.take(step(UUID.randomUUID(), 1, LONG));
    boolean known = !ledger.isNew(first);
    ledger.take(step(UUID.randomUUID(), 1, LONG));

    // then
    assertThat(known).isTrue();
    assertThat(ledger.isNew(first)).isTrue();
  }
}
