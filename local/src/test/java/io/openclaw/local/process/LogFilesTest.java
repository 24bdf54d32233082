package io.openclaw.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  @TempDir Path folder;

  @Test
  void shouldGiveTheLastLines() throws IOException {
    Path log = folder.resolve("a.log");
    Files.writeString(log, "one\ntwo\n三\n");

    assertThat(LogFiles.tail(log, 2)).containsExactly("two", "三");
    assertThat(LogFiles.tail(log, 9)).containsExactly("one", "two", "三");
    assertThat(LogFiles.tail(folder.resolve("none.log"), 9)).isEmpty();
  }

  @Test
  void shouldLeaveOutALineThatIsCutOff() throws IOException {
    Path log = folder.resolve("a.log");
    Files.writeString(log, "x".repeat(100_000) + "\nlast\n");

    assertThat(LogFiles.tail(log, 5)).containsExactly("last");
  }

  @Test
  void shouldMoveALargeLogAside() throws IOException {
    Path log = folder.resolve("a.log");
    Files.writeString(log, "x".repeat(11 * 1024 * 1024));

    LogFiles.rotate(log);

    assertThat(log).doesNotExist();
    assertThat(folder.resolve("a.log.1")).exists();
  }
}
