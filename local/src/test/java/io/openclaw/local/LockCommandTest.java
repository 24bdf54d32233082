package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.workspace.WorkspaceCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockCommandTest {
  private static final String LOCK = "orchestrator/skills.lock";
  private static final String MANUAL = "skills/shared/web-search/SKILL.md";

  @TempDir Path temp;

  private WorkspaceCopy copy;
  private CommandRun command;

  @BeforeEach
  void copyWorkspace() throws IOException {
    copy = new WorkspaceCopy(temp.resolve("workspace"));
    command = new CommandRun(copy.root(), temp.resolve("home"));
  }

  @Test
  void shouldPinAllSkillsAndSaySo() throws IOException {
    // when
    int code = command.run("lock");

    // then
    assertThat(code).as(command.err()).isZero();
    assertThat(command.out())
        .startsWith(LOCK + " pins 7 skills; what has changed:\n")
        .contains("  shared/web-search: pinned, version ");
    assertThat(copy.text(LOCK).lines().filter(line -> line.contains("sha256: "))).hasSize(7);
    assertThat(command.run("lock")).isZero();
    assertThat(command.out()).isEqualTo(LOCK + " pins 7 skills; nothing has changed\n");
    assertThat(command.run("validate")).isZero();
    assertThat(command.out()).doesNotContain("warning");
    try (Stream<Path> files = Files.list(copy.path("orchestrator"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("unfinished"));
    }
  }

  @Test
  void shouldPinTheNamedSkillsAndLeaveTheOthersAsTheyAre() throws IOException {
    // given
    assertThat(command.run("lock")).isZero();
    copy.write(MANUAL, copy.text(MANUAL) + "\nMore.\n");
    String other = "skills/shared/data-analysis/SKILL.md";
    copy.write(other, copy.text(other) + "\nMore.\n");
    assertThat(command.run("validate")).isZero();
    assertThat(command.out().lines().filter(line -> line.startsWith("warning: " + LOCK)))
        .hasSize(2)
        .allMatch(line -> line.endsWith("[SKILL_CHANGED]"));

    // when
    int code = command.run("lock", "shared/web-search");

    // then
    assertThat(code).as(command.err()).isZero();
    assertThat(command.out())
        .contains("  shared/web-search: other files, still version ")
        .doesNotContain("data-analysis");
    assertThat(command.run("validate")).isZero();
    assertThat(command.out()).contains("shared/data-analysis").doesNotContain("web-search");
  }

  @Test
  void shouldForgetSkillsThatAreGone() throws IOException {
    copy.write(LOCK, "skills:\n  - {id: gone, version: 1.0.0, sha256: '" + "0".repeat(64) + "'}\n");
    assertThat(command.run("validate")).isZero();
    assertThat(command.out()).contains("warning: ", "[UNKNOWN_SKILL]");

    assertThat(command.run("lock")).isZero();

    assertThat(copy.text(LOCK)).doesNotContain("gone");
  }

  @Test
  void shouldRefuseASkillThatIsNotThereAndChangeNothing() {
    assertThat(command.run("lock", "shared/web-serch")).isEqualTo(1);
    assertThat(command.err()).contains("there is no skill 'shared/web-serch'", "shared/web-search");
    assertThat(copy.path(LOCK)).doesNotExist();
  }

  @Test
  void shouldLeaveAMalformedFileToItsAuthor() throws IOException {
    copy.write(LOCK, "skills: all\n");

    assertThat(command.run("lock")).isEqualTo(1);

    assertThat(command.out()).startsWith(LOCK + ":1:9: ");
    assertThat(copy.text(LOCK)).isEqualTo("skills: all\n");
  }
}
