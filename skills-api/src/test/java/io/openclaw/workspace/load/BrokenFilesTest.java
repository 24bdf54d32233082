package io.openclaw.workspace.load;

import static io.openclaw.workspace.load.WorkspaceFixture.EDITOR;
import static io.openclaw.workspace.load.WorkspaceFixture.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.WorkspaceProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that a page of the documentation cannot show: one problem each, and no aftermath. */
class BrokenFilesTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  @Test
  void shouldReportMissingWorkspace() {
    Path missing = folder.resolve("nowhere");

    assertThat(WorkspaceLoader.load(missing))
        .isEqualTo(
            new LoadResult.Invalid(
                List.of(
                    new WorkspaceProblem(
                        missing.toString(),
                        1,
                        1,
                        "WORKSPACE_NOT_FOUND",
                        "there is no workspace folder here"))));
  }

  @Test
  void shouldReportFileThatIsTooLarge() {
    files.write("agents/writer/SOUL.md", "x".repeat((1 << 20) + 1));

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/SOUL.md:1:1: the file is larger than 1 MiB, the most that is read"
                + " [FILE_TOO_LARGE]");
  }

  @Test
  void shouldReportLinkOutOfTheWorkspace() throws Exception {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "agent: {}");
    files.delete(EDITOR).link(EDITOR, secret);
    files.link("skills/other", elsewhere);

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:1:1: a symbolic link leads out of the workspace; put a copy"
                + " in its place [LINK_LEAVES_WORKSPACE]",
            "skills/other:1:1: a symbolic link leads out of the workspace; put a copy in its place"
                + " [LINK_LEAVES_WORKSPACE]");
  }

  @Test
  @Timeout(10)
  void shouldSurviveLinksThatGoInCircles() {
    files.link("skills/circle", Path.of("."));

    assertThat(files.problems()).allMatch(problem -> problem.endsWith("[NOT_REGISTERED]"));
  }

  @Test
  void shouldReportInvalidUtf8() {
    files.write("agents/writer/SOUL.md", "I\nwr\u00efte\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/SOUL.md:2:3: this byte is no UTF-8; save the file in the encoding UTF-8"
                + " [INVALID_UTF8]");
  }

  @Test
  void shouldReportControlCharacter() {
    files.replace(EDITOR, "name: Editor", "name: Edi\u0007tor");

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:3:12: the character U+0007 is not allowed [INVALID_YAML]");
  }

  @Test
  @Timeout(10)
  void shouldRefuseAliasBomb() {
    StringBuilder bomb = new StringBuilder("routing_rules:\n  - &a0 [x, x]\n");
    for (int level = 1; level <= 24; level++) {
      bomb.append("  - &a%d [*a%d, *a%d]\n".formatted(level, level - 1, level - 1));
    }
    files.write(RULES, bomb.toString());

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:1:1: aliases (*name) make this file too large or"
                + " contain themselves; write it out [YAML_TOO_COMPLEX]");
  }

  @Test
  void shouldRefuseDeepNesting() {
    files.write(RULES, "routing_rules: " + "[".repeat(1000) + "]".repeat(1000));

    assertThat(files.problems()).singleElement().asString().endsWith("[YAML_TOO_COMPLEX]");
  }
}
