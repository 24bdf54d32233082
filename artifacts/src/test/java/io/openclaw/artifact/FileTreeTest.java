package io.openclaw.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** Paths of 10,000 bytes, which no program can name, and names that are no text. */
  @Test
  void shouldRemoveWhatIsTooDeepToBeNamedAndNamesThatAreNoText() throws Exception {
    // given
    Path tree = Files.createDirectories(folder.resolve("tree"));
    make(
        tree,
        """
        import os
        for name in [b"\\xff\\xfe", b"a\\nb", b"-rf", b"*", b"x" * 255, b"\\xc3\\x28"]:
            os.mkdir(name)
            open(os.path.join(name, b"\\x80"), "w").close()
            os.symlink(b"/", os.path.join(name, b"\\xfflink"))
        for depth in range(500):
            os.mkdir("y" * 20)
            os.chdir("y" * 20)
            open("file", "w").close()
            if depth % 50 == 0:
                os.mkdir("z", 0)
        """);

    // when
    FileTree.delete(tree);

    // then
    assertThat(folder).isEmptyDirectory();
  }

  /** Of 20,000 levels none may cost a descriptor, or a frame on the stack, all the time. */
  @Test
  void shouldRemoveMoreLevelsThanAProcessMayOpen() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    make(
        tree,
        """
        import os
        for depth in range(20_000):
            os.mkdir("d")
            os.chdir("d")
        """);

    FileTree.delete(tree);

    assertThat(folder).isEmptyDirectory();
  }

  /** Whoever may write beside it could put a link there at any moment. */
  @Test
  void shouldRemoveALinkInThePlaceOfTheTree() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("file"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("tree"), other);

    FileTree.delete(link);

    assertThat(link).doesNotExist();
    assertThat(other.resolve("file")).hasContent("x");
  }

  private static void make(Path where, String script) throws Exception {
    Process python =
        new ProcessBuilder("python3", "-c", script)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(python.waitFor()).isZero();
  }

  @Test
  void shouldTakeWhatIsNotThereForRemoved() throws IOException {
    FileTree.delete(folder.resolve("nowhere"));

    assertThat(folder).isEmptyDirectory();
  }
}
