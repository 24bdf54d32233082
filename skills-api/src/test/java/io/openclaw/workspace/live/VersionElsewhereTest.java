package io.openclaw.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.workspace.WorkspaceContent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that starts late is waited for. */
class VersionElsewhereTest {
  private static final WorkspaceContent CONTENT = new WorkspaceContent(Map.of());

  private int asked;

  @Test
  void shouldAskAgainUntilThereIsAnAnswer() throws Exception {
    VersionElsewhere late = () -> answer(3);

    assertThat(late.await(Duration.ofMinutes(1))).isEqualTo(CONTENT);
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void shouldSayWhyThereWasNoAnswerInTime() {
    VersionElsewhere never = () -> answer(Integer.MAX_VALUE);

    assertThatThrownBy(() -> never.await(Duration.ofMillis(100)))
        .isInstanceOf(IOException.class)
        .hasMessage("not yet");
    assertThat(asked).isEqualTo(2);
  }

  private WorkspaceContent answer(int from) throws IOException {
    asked++;
    if (asked < from) {
      throw new IOException("not yet");
    }
    return CONTENT;
  }
}
