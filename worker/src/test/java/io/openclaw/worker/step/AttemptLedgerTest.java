package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.StepCommand.RunStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLedgerTest {
  private final RunStep second = attempt(2);
  private final AttemptLedger ledger;

  AttemptLedgerTest(@TempDir Path data) {
    this.ledger = new AttemptLedger(new FileArtifactStore(data));
  }

  @Test
  void shouldLetAnAttemptBeTakenOnceAndNoneAfterALaterOne() throws IOException {
    // when
    boolean taken = ledger.take(second);

    // then
    assertThat(taken).isTrue();
    assertThat(ledger.take(second)).isFalse();
    assertThat(ledger.isNew(second)).isFalse();
    assertThat(ledger.isNew(attempt(1))).isFalse();
    assertThat(ledger.isNew(attempt(3))).isTrue();
  }

  private static RunStep attempt(int number) {
    return step(new UUID(0, 1), number, Duration.ofMinutes(1));
  }
}
