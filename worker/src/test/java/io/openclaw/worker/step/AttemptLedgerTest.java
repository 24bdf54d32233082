package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.liveness.WorkerIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLedgerTest {
  private final RunStep second = attempt(2);
  private final WorkerIdentity self = new WorkerIdentity("worker-1", UUID.randomUUID());
  private final WorkerIdentity other = new WorkerIdentity("worker-2", UUID.randomUUID());
  private final AttemptLedger ledger;
  private final AttemptLedger others;

  AttemptLedgerTest(@TempDir Path data) {
    this.ledger = new AttemptLedger(new FileArtifactStore(data), self);
    this.others = new AttemptLedger(new FileArtifactStore(data), other);
  }

  @Test
  void shouldLetAnAttemptBeTakenOnceAndNoneAfterALaterOne() throws IOException {
    // when
    boolean taken = ledger.take(second);

    // then
    assertThat(taken).isTrue();
    assertThat(ledger.take(second)).isFalse();
    assertThat(ledger.standing(second)).isEqualTo(new Standing.Own());
    assertThat(ledger.standing(attempt(1))).isEqualTo(new Standing.Overtaken());
    assertThat(ledger.standing(attempt(3))).isEqualTo(new Standing.New());
  }

  @Test
  void shouldKnowWhichOtherProcessHasTheNewestAttempt() throws IOException {
    // given
    others.take(attempt(1));
    ledger.take(second);

    // then
    assertThat(others.standing(second)).isEqualTo(new Standing.OfOther(self));
    assertThat(ledger.standing(second)).isEqualTo(new Standing.Own());
    assertThat(ledger.standing(attempt(1))).isEqualTo(new Standing.Overtaken());
    assertThat(ledger.isNewest(attempt(1))).isFalse();
    assertThat(ledger.isNewest(second)).isTrue();
  }

  private static RunStep attempt(int number) {
    return step(new UUID(0, 1), number, Duration.ofMinutes(1));
  }
}
