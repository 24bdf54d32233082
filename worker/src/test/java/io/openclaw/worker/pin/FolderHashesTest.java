package io.openclaw.worker.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.worker.content.FolderLook;
import io.openclaw.workspace.WorkspaceContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderHashesTest {
  /** For which all that happens here happened long ago, so that everything is remembered. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("handlers"));
    Files.writeString(folder.resolve("SKILL.md"), "A skill.");
    Files.writeString(folder.resolve("handlers/find.py"), "return 1");
  }

  @Test
  void shouldBeTheHashThatTheLockFileHas() throws IOException {
    assertThat(new FolderHashes(LATER).of(folder))
        .isEqualTo(
            new WorkspaceContent(
                    Map.of(
                        "SKILL.md",
                        Files.readAllBytes(folder.resolve("SKILL.md")),
                        "handlers/find.py",
                        Files.readAllBytes(folder.resolve("handlers/find.py"))))
                .hash());
  }

  @Test
  void shouldSeeAChangeThatKeepsSizeAndTimes() throws IOException {
    // given
    FolderHashes hashes = new FolderHashes(LATER);
    Path file = folder.resolve("handlers/find.py");
    FileTime time = Files.getLastModifiedTime(file);
    String before = hashes.of(folder);
    assertThat(hashes.of(folder)).isEqualTo(before);

    // when
    Files.writeString(file, "return 2");
    Files.setLastModifiedTime(file, time);

    // then
    assertThat(hashes.of(folder)).isNotEqualTo(before);
  }

  @Test
  void shouldSeeWhatIsNewEvenIfItIsHidden() throws IOException {
    FolderHashes hashes = new FolderHashes(LATER);
    String before = hashes.of(folder);

    Path cache = Files.createDirectories(folder.resolve("handlers/__pycache__"));
    Files.writeString(cache.resolve("find.cpython-313.pyc"), "x");
    assertThat(hashes.of(folder)).isNotEqualTo(before);
    Files.delete(cache.resolve("find.cpython-313.pyc"));
    assertThat(hashes.of(folder)).isEqualTo(before);

    Files.writeString(folder.resolve(".hidden"), "x");
    assertThat(hashes.of(folder)).isNotEqualTo(before);
  }

  @Test
  void shouldRefuseLinks() throws IOException {
    Files.createSymbolicLink(folder.resolve("handlers/more.py"), Path.of("find.py"));

    assertThatThrownBy(() -> new FolderHashes(LATER).of(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more.py is a link");
  }

  /** Within one step of the file system's clock two changes look the same. */
  @Test
  void shouldRememberNothingThatWasWrittenJustNow() throws IOException {
    FolderLook look = FolderLook.at(folder);

    assertThat(look.isOlderThan(Instant.now().minusSeconds(5))).isFalse();
    assertThat(look.isOlderThan(LATER.instant().minusSeconds(5))).isTrue();
  }
}
