package io.openclaw.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
  @TempDir Path folder;

  /** A handler may leave such a folder, for whatever reason. */
  @Test
  void shouldRemoveFoldersThatAreClosed() throws IOException {
    Path tree = folder.resolve("tree");
    Path closed = Files.createDirectories(tree.resolve("closed"));
    Files.writeString(closed.resolve("file"), "x");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

    FileTree.delete(tree);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldRemoveLinksAndNotWhatTheyLeadTo() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("file"), "x");
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), other);

    FileTree.delete(tree);

    assertThat(tree).doesNotExist();
    assertThat(other.resolve("file")).hasContent("x");
  }

  @Test
  void shouldTakeWhatIsNotThereForRemoved() throws IOException {
    FileTree.delete(folder.resolve("nowhere"));

    assertThat(folder).isEmptyDirectory();
  }
}
