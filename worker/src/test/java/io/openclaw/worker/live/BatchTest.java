package io.openclaw.worker.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.LiveEvent;
import io.openclaw.event.LiveEvent.SkillProgress;
import io.openclaw.event.LiveEvent.TextDelta;
import io.openclaw.event.StepAttempt;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  private final Batch batch = new Batch();

  @Test
  void shouldJoinWordsOfOneAttemptEvenWithAnotherTasksBetween() {
    // when
    batch.add(text(ONE, 1, "a"));
    batch.add(text(TWO, 1, "x"));
    batch.add(text(ONE, 1, "b"));
    batch.add(text(TWO, 1, "y"));

    // then
    assertThat(batch.events()).containsExactly(text(ONE, 1, "ab"), text(TWO, 1, "xy"));
    assertThat(batch.isTextOnly()).isTrue();
  }

  @Test
  void shouldKeepTheOrderWithinATask() {
    // given
    LiveEvent progress = new SkillProgress(ONE, Instant.EPOCH, step(1), "c", "m", null);

    // when
    batch.add(text(ONE, 1, "a"));
    batch.add(progress);
    batch.add(text(ONE, 1, "b"));

    // then
    assertThat(batch.events()).containsExactly(text(ONE, 1, "a"), progress, text(ONE, 1, "b"));
    assertThat(batch.isTextOnly()).isFalse();
  }

  @Test
  void shouldNotJoinWordsOfTwoAttempts() {
    // when
    batch.add(text(ONE, 1, "a"));
    batch.add(text(ONE, 2, "b"));

    // then
    assertThat(batch.size()).isEqualTo(2);
  }

  private static TextDelta text(UUID task, int attempt, String text) {
    return new TextDelta(task, Instant.EPOCH, step(attempt), text);
  }

  private static StepAttempt step(int attempt) {
    return new StepAttempt("s", "a", attempt);
  }
}
