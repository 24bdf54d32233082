package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.artifact.FileTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What workers that share a folder for temporary files leave each other. */
class ScratchTest {
  private static final Duration GRACE = Duration.ofMillis(200);

  /** As in another container: none of its processes has the number here that it has there. */
  private static final List<String> APART =
      List.of("bwrap", "--bind", "/", "/", "--dev", "/dev", "--unshare-pid", "--proc", "/proc");

  @Test
  void shouldLeaveAnotherWorkersFoldersUntilItHasDied() throws Exception {
    Process other = start();
    try {
      Path scratch = path(other);

      // when
      Scratch.sweep(GRACE);

      // then
      assertThat(scratch.resolve("home")).isDirectory();

      // when
      for (ProcessHandle child : other.descendants().toList()) {
        child.destroyForcibly();
      }
      other.destroyForcibly().waitFor();

      // then
      await()
          .untilAsserted(() -> {
            Scratch.sweep(GRACE);
            assertThat(scratch.getParent()).doesNotExist();
          });
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void shouldLeaveNothingWhenAWorkerEndsByItself() throws Exception {
    // given
    Process other = start();
    Path scratch = path(other);
    FileTree.delete(scratch);

    // when
    other.getOutputStream().close();

    // then
    assertThat(other.waitFor()).isZero();
    assertThat(scratch.getParent()).doesNotExist();
  }

  @Test
  void shouldKeepItsOwnThroughItsSweeps() throws Exception {
    try (Scratch own = Scratch.create()) {
      Scratch.sweep(GRACE);
      Scratch.sweep(GRACE);

      assertThat(own.home()).isDirectory();
      assertThat(ScratchParent.own().path()).isEqualTo(own.path().getParent());
    }
  }

  @Test
  void shouldBeginAnewWhereItsFolderWasClearedAway() throws Exception {
    // given
    Path before = ScratchParent.own().path();
    FileTree.delete(before);

    // then
    try (Scratch own = Scratch.create()) {
      assertThat(own.home()).isDirectory().doesNotHaveToString(before + "/1/home");
    }
  }

  /** Somebody else's folder may lead a sweep to whatever they like. */
  @Test
  void shouldLeaveWhatIsSomebodyElses() throws Exception {
    UserPrincipal nobody =
        Path.of("/")
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName("nobody");
    Path folder = Files.createTempDirectory("openclaw-worker-");
    try {
      Files.createFile(folder.resolve("lock"));
      assumeThat(give(folder, nobody)).as("only root can give a folder away").isTrue();

      Scratch.sweep(GRACE);

      assertThat(folder.resolve("lock")).exists();
    } finally {
      FileTree.delete(folder);
    }
  }

  @Test
  void shouldRemoveWhatIsLeftOfAWorkerThatDiedAtItsStart() throws Exception {
    Path unlocked = Files.createTempDirectory("openclaw-worker-");

    Scratch.sweep(GRACE);

    assertThat(unlocked).doesNotExist();
  }

  private static boolean give(Path folder, @Nullable UserPrincipal owner) {
    try {
      Files.setOwner(folder, owner);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A second worker with a call under way. */
  public static void main(String... arguments) throws IOException {
    System.out.println(Scratch.create().path());
    while (System.in.read() >= 0) {
      // Until the test ends.
    }
    ScratchParent.leave();
  }

  private static Process start() throws IOException {
    List<String> command = new ArrayList<>(APART);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Stream.of(
                    ScratchTest.class, Scratch.class, FileTree.class, Logger.class, Nullable.class)
                .map(ScratchTest::place)
                .collect(Collectors.joining(":")),
            ScratchTest.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static Path path(Process worker) throws IOException {
    BufferedReader lines = worker.inputReader(StandardCharsets.UTF_8);
    String path = lines.readLine();
    assertThat(path).isNotNull();
    return Path.of(path);
  }
}
