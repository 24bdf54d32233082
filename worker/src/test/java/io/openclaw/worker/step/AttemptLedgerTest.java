package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLedgerTest {
  private final RunStep second = attempt(2);
  private final ArtifactStore artifacts;
  private final AttemptLedger ledger;

  AttemptLedgerTest(@TempDir Path data) {
    this.artifacts = new ArtifactStore(data);
    this.ledger = new AttemptLedger(artifacts);
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

  @Test
  void shouldOverlookWhatFileSystemsAndDesktopsLeave() throws IOException {
    // given
    Path attempts = Files.createDirectories(artifacts.attempts(second.taskId(), second.step()));
    for (String name : List.of(".nfs000000000000002a00000001", ".DS_Store", "lost+found", "1e9")) {
      Files.writeString(attempts.resolve(name), "");
    }

    // then
    assertThat(ledger.isNew(second)).isTrue();
    assertThat(ledger.take(second)).isTrue();
    assertThat(ledger.isNew(second)).isFalse();
  }

  private static RunStep attempt(int number) {
    return step(new UUID(0, 1), number, Duration.ofMinutes(1));
  }
}
