package io.openclaw.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaygroundTest {
  @TempDir Path workspace;

  @Test
  void shouldLeaveTheWorkspaceAsItIsAndNothingBehind() throws IOException {
    Files.createDirectories(workspace.resolve("datasets"));
    Files.writeString(workspace.resolve("datasets/a.csv"), "a,b\n");

    Playground playground = Playground.create(workspace);
    Files.createDirectories(playground.workspace().resolve("models"));

    assertThat(playground.workspace().resolve("datasets/a.csv")).hasContent("a,b\n");
    assertThat(workspace.resolve("models")).doesNotExist();

    playground.delete();

    assertThat(playground.folder()).doesNotExist();
  }
}
