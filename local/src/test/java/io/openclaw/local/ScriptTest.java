package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.ScriptTree.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code openclaw} script finds and hands on. */
class ScriptTest {
  @TempDir Path temp;

  private ScriptTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new ScriptTree(temp);
  }

  @Test
  void shouldSayWhereItLookedAndHowToGetAJdk() throws Exception {
    tree.jdk("usr/lib/jvm/old", "17.0.15");
    Files.createDirectories(tree.system().resolve("usr/lib/jvm/empty"));

    Run run = tree.run("up");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("OpenClaw needs a JDK 25 or later")
        .contains("JAVA_HOME")
        .contains("/usr/lib/jvm")
        .contains("Temurin 25")
        .contains("sdk install java 25-tem");
    assertThat(tree.file("calls")).doesNotExist();
  }

  @Test
  void shouldFindTheJdkWhereverItLies() throws Exception {
    for (String place :
        List.of(
            "usr/lib/jvm/temurin-25",
            "home/.sdkman/candidates/java/25-tem",
            "home/.jdks/temurin-25",
            "Library/temurin-25.jdk/Contents/Home")) {
      tree.jdk("usr/lib/jvm/old", "17.0.15");
      Path found = tree.jdk(place, "25.0.1");

      assertThat(tree.run("up").out()).contains("java of " + found.resolve("bin/java"));

      Files.delete(found.resolve("release"));
    }
  }

  @Test
  void shouldPreferTheJdkThatIsNamedUnlessItIsTooOld() throws Exception {
    Path named = tree.jdk("named", "26");
    Path old = tree.jdk("old", "21.0.2");
    Path found = tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");

    assertThat(tree.run(Map.of("JAVA_HOME", named.toString()), "up").out())
        .contains("java of " + named.resolve("bin/java"));
    assertThat(tree.run(Map.of("JAVA_HOME", old.toString()), "up").out())
        .contains("java of " + found.resolve("bin/java"));
  }

  @Test
  void shouldTakeTheJdkOnThePathThroughLinks() throws Exception {
    Path found = tree.jdk("opt/jdk", "25");
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), found.resolve("bin/java"));

    Run run = tree.run(Map.of("PATH", bin + ":/usr/bin:/bin"), "up");

    assertThat(run.out()).contains("java of " + found.toRealPath().resolve("bin/java"));
  }

  @Test
  void shouldHelpWithTheBenchmarkInsteadOfRunningIt() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");

    assertThat(tree.run("bench", "--help").out()).contains("Usage: openclaw bench");
    assertThat(tree.run("bench", "--help").code()).isZero();
    assertThat(tree.run("bench", "fast").code()).isEqualTo(2);
    assertThat(tree.file("calls")).doesNotExist();
  }

  @Test
  void shouldDoWithoutAHomeFolder() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");

    List<String> command =
        List.of("env", "-u", "HOME", "bash", tree.file("openclaw").toString(), "up");

    assertThat(tree.run(Map.of(), command).code()).isZero();
  }

  @Test
  void shouldRunTheWholeTestSuite() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");

    Run run = tree.run("test", "-pl", "gateway");

    assertThat(run.out()).isEqualTo("maven -T 2 verify -pl gateway\n");
  }
}
