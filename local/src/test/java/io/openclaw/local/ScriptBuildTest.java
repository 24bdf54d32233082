package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.ScriptTree.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the {@code openclaw} script builds, and what it says of it. */
class ScriptBuildTest {
  @TempDir Path temp;

  private ScriptTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new ScriptTree(temp);
  }

  @Test
  void shouldBuildOnceAndAgainWhenASourceIsNewer() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");

    Run first = tree.run("up", "--detach");
    Run second = tree.run("ask", "训练 a model");
    ScriptTree.touch(tree.file("gateway/src/main/A.java"), Instant.now().plusSeconds(60));
    Run third = tree.run("up");

    assertThat(first.err()).contains("Building OpenClaw; the first build takes some minutes");
    assertThat(first.out()).contains("arg up").contains("arg --detach");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).contains("arg ask").contains("arg 训练 a model");
    assertThat(third.err()).contains("Building OpenClaw");
    assertThat(tree.file("calls"))
        .content()
        .hasLineCount(2)
        .startsWith("maven -B -ntp -T 2 install -D");
  }

  @Test
  void shouldShowTheLastLinesOfABuildThatFailed() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");
    ScriptTree.executable(tree.file("mvnw"), "#!/bin/sh\necho 'ERROR: no such symbol'\nexit 1\n");

    Run run = tree.run("up");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("The build failed (log: " + tree.file(".openclaw/build.log"))
        .contains("ERROR: no such symbol");
    assertThat(run.out()).isEmpty();
    assertThat(tree.file(".openclaw/build.lock")).doesNotExist();
  }

  @Test
  void shouldShowTheFirstErrorsOfABuildThatFailed() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");
    ScriptTree.executable(
        tree.file("mvnw"),
        """
        #!/bin/sh
        echo '[INFO] Building OpenClaw: gateway 1.0-SNAPSHOT                 [3/9]'
        echo '[ERROR] A.java:[1,2] no such symbol'
        i=0; while [ $i -lt 40 ]; do i=$((i+1)); echo "[ERROR] more $i"; done
        exit 1
        """);

    Run run = tree.run("ask", "x");

    // The exit code is the one that ask has for a system that can't be started.
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains("  building gateway\n")
        .contains("A.java:[1,2] no such symbol")
        .doesNotContain("more 30");
  }

  @Test
  void shouldNotCallAnInterruptedBuildAFailedOne() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");
    ScriptTree.executable(tree.file("mvnw"), "#!/bin/sh\necho working\nexit 130\n");

    Run run = tree.run("ask", "x");

    assertThat(run.code()).isEqualTo(130);
    assertThat(run.err()).doesNotContain("failed");
    assertThat(tree.file(".openclaw/build.lock")).doesNotExist();
  }

  @Test
  void shouldMakeAPrivateHome() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");

    tree.run("up");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.file(".openclaw"))))
        .isEqualTo("rwx------");
  }

  @Test
  void shouldNotBuildUnderARunningStack() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");
    tree.run("up", "--detach");
    Files.writeString(tree.file(".openclaw/lock"), ProcessHandle.current().pid() + "\n-\n");
    ScriptTree.touch(tree.file("pom.xml"), Instant.now().plusSeconds(60));

    Run run = tree.run("ask", "x");

    assertThat(run.err()).contains("the sources are newer than what runs");
    assertThat(run.out()).contains("arg ask");
    assertThat(tree.file("calls")).content().hasLineCount(1);
  }

  @Test
  void shouldSayThatNothingIsBuiltInsteadOfBuildingForAQuestion() throws Exception {
    tree.jdk("usr/lib/jvm/temurin-25", "25.0.1");

    assertThat(tree.run("--help").code()).isZero();
    assertThat(tree.run("--help").out()).contains("Nothing is built yet").contains(commands());
    assertThat(tree.run("status").code()).isEqualTo(3);
    assertThat(tree.file("calls")).doesNotExist();
  }

  /** Those that its help lists, and the two that are the script's own. */
  private static List<String> commands() {
    List<String> commands = new ArrayList<>(List.of("test", "bench"));
    OpenClaw.commandLine(Context.of(Map.of()))
        .getSubcommands()
        .forEach((name, command) -> {
          if (!command.getCommandSpec().usageMessage().hidden()) {
            commands.add(name);
          }
        });
    return commands;
  }
}
