package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterState;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Wire;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A replay that was promised happens, whatever dies. */
@NullUnmarked
class DeadLetterReplayIT extends ProcessCase {

  @Test
  void shouldSendOnceWhatWasPromisedBeforeTheProcessDied() {
    // given
    OrchestratorProcess first = orchestrator();
    String key = UUID.randomUUID().toString();
    wire.sendRaw(Topics.REPORTS, key, new byte[] {1}, Map.of("ce_id", key));
    await().atMost(PATIENCE).until(() -> !open(first.api()).letters().isEmpty());
    long id = open(first.api()).letters().getFirst().id();

    // when it is killed between its word and the sending
    servers.killKafka();
    assertThat(first.api().ask("POST", "/dead-letters/" + id + "/replay").statusCode())
        .isEqualTo(200);
    assertThat(letter(first.api(), id).letter().sentAt()).isNull();
    first.kill();
    servers.startKafkaAgain();
    OrchestratorProcess second = orchestrator();

    // then
    await().atMost(PATIENCE).until(() -> letter(second.api(), id).letter().sentAt() != null);
    assertThat(letter(second.api(), id).letter().state()).isEqualTo(DeadLetterState.REPLAYED);
    Wire.Tap reports = open(wire.tap(List.of(Topics.REPORTS)));
    await().atMost(PATIENCE).until(() -> reports.keyed(key).count() == 2);
    // It is nonsense still, so it is a letter again, and nothing else is sent.
    await().atMost(PATIENCE).until(() -> !open(second.api()).letters().isEmpty());
    assertThat(open(second.api()).letters()).hasSize(1);
    assertThat(reports.keyed(key))
        .hasSize(2)
        .allMatch(record -> key.equals(Wire.header(record, "ce_id")));
  }

  private static DeadLetterPage open(Api api) {
    return api.get("/dead-letters?state=open", DeadLetterPage.class);
  }

  private static DeadLetter letter(Api api, long id) {
    return api.get("/dead-letters/" + id, DeadLetter.class);
  }
}
