package io.openclaw.local.workspace.change;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeLockTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path root;

  @Test
  void shouldSayThatSomebodyElseIsAtIt() throws Exception {
    try (ChangeLock _ = ChangeLock.take(root, SHORT)) {
      assertThatThrownBy(() -> ChangeLock.take(root, SHORT))
          .isInstanceOf(RefusedException.class)
          .hasMessage("somebody else is changing the workspace; try again");
    }
    ChangeLock.take(root, SHORT).close();
  }

  @Test
  void shouldBeTheSameThroughALinkAndAnotherElsewhere() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("link"), root);
    Path other = Files.createDirectory(root.resolve("other"));
    try (ChangeLock _ = ChangeLock.take(root, SHORT)) {
      assertThatThrownBy(() -> ChangeLock.take(link, SHORT)).isInstanceOf(RefusedException.class);
      ChangeLock.take(other, SHORT).close();
    }
  }
}
