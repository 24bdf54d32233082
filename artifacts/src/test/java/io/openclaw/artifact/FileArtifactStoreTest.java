package io.openclaw.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTest extends ArtifactStoreContract {
  @TempDir Path data;

  @Override
  ArtifactStore open() {
    return new FileArtifactStore(data);
  }

  @Test
  void shouldOverlookWhatFileSystemsAndDesktopsLeave() throws IOException {
    Path attempts = Files.createDirectories(data.resolve("artifacts/" + task + "/step-1/agent-a"));
    for (String name : List.of(".nfs000000000000002a00000001", ".DS_Store", "lost+found", "1e9")) {
      Files.writeString(attempts.resolve(name), "");
    }

    assertThat(open().newestAttempt(task, step(1))).isZero();
  }

  /** Before attempts had their taker's name in them, they were folders with nothing in them. */
  @Test
  void shouldNotTakeAgainWhatAnEarlierVersionHasTaken() throws IOException {
    Files.createDirectories(data.resolve("artifacts/" + task + "/step-1/agent-a/1"));

    assertThat(open().take(task, step(1), taker)).isFalse();
    assertThat(open().taker(task, step(1))).isEmpty();
  }

  @Test
  void shouldNotFollowALinkOutOfTheStore() throws IOException {
    Path secret = Files.writeString(data.resolve("secret"), "x");
    Path attempt = Files.createDirectories(data.resolve("artifacts/" + task + "/step-1/agent-a/1"));
    Files.createSymbolicLink(attempt.resolve("link"), secret);

    assertThatThrownBy(() -> open().open(ArtifactAddress.of(task, step(1), "link")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldRefuseAddressesThatLeadElsewhere() {
    for (String uri :
        List.of(
            "artifact:" + task + "/a.md",
            "artifact:" + task + "/s/a/../x",
            "artifact:" + task + "/s/a/1/",
            "artifact:" + task + "/s/a/1/.taken",
            "artifact:" + task + "/s/a/1/x/y",
            "artifact:../s/a/1/x",
            "artifact:1-1-1-1-1/s/a/1/x",
            task + "/s/a/1/x",
            "/etc/passwd")) {
      assertThat(ArtifactAddress.parse(uri)).as(uri).isEmpty();
    }
    String uri = "artifact:" + task + "/s/a/1/x";
    assertThat(ArtifactAddress.parse(uri).orElseThrow().uri()).isEqualTo(uri);
  }
}
