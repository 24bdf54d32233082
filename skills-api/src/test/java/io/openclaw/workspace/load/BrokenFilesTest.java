package io.openclaw.workspace.load;

import static io.openclaw.workspace.load.WorkspaceFixture.AGENTS;
import static io.openclaw.workspace.load.WorkspaceFixture.EDITOR;
import static io.openclaw.workspace.load.WorkspaceFixture.RULES;
import static io.openclaw.workspace.load.WorkspaceFixture.WRITER;
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

/** Files that cannot be read as what they should be: one problem each, and no aftermath. */
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
  void shouldReportEachMissingFile() {
    files.delete("agents/writer/SOUL.md").delete("agents/editor/IDENTITY.md").delete(RULES);

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/IDENTITY.md:1:1: the file is missing [MISSING_FILE]",
            "agents/writer/SOUL.md:1:1: the file is missing [MISSING_FILE]",
            "orchestrator/routing-rules.yaml:1:1: the file is missing [MISSING_FILE]");
  }

  @Test
  void shouldNotBlameOthersForMissingRegistry() {
    files.delete(AGENTS);

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/agent-registry.yaml:1:1: the file is missing [MISSING_FILE]");
  }

  @Test
  void shouldReportMissingHandlerFile() {
    files.delete("skills/writing/handlers/draft.py");

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/config.yaml:9:13: handler \"draft\" has no file"
                + " skills/writing/handlers/draft.py [MISSING_FILE]");
  }

  @Test
  void shouldReportFolderInPlaceOfFile() throws Exception {
    files.delete(EDITOR);
    Files.createDirectory(folder.resolve(EDITOR));

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:1:1: it is not a regular file [UNREADABLE_FILE]");
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
  void shouldFollowLinkWithinTheWorkspace() {
    files
        .delete("agents/editor/SOUL.md")
        .link("agents/editor/SOUL.md", Path.of("../writer/SOUL.md"));

    assertThat(files.agent("agent-e").texts().soul()).isEqualTo("I write.\n");
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
  void shouldReportYamlSyntax() {
    files.replace(WRITER, "max_tokens: 8000", "max_tokens: [8000");

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:10:13: this is no YAML: expected ',' or ']', but got :"
                + " (while parsing a flow sequence, line 9) [INVALID_YAML]");
  }

  @Test
  void shouldReportTab() {
    files.replace(EDITOR, "  name: Editor", "\tname: Editor");

    assertThat(files.problems())
        .singleElement()
        .asString()
        .startsWith("agents/editor/config.yaml:3:1: this is no YAML: ")
        .endsWith("[INVALID_YAML]");
  }

  @Test
  void shouldReportControlCharacter() {
    files.replace(EDITOR, "name: Editor", "name: Edi\u0007tor");

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:3:12: the character U+0007 is not allowed [INVALID_YAML]");
  }

  @Test
  void shouldReportSecondDocument() {
    files.write(RULES, "routing_rules: []\n---\nrouting_rules: []\n");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:2:1: this is no YAML: but found another document"
                + " (expected a single document in the stream, line 1) [INVALID_YAML]");
  }

  @Test
  void shouldReportEmptyFileAndList() {
    files.write(RULES, "# nothing\n").write(EDITOR, "\n- agent\n");

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:2:1: the file must be a map of keys and values [WRONG_TYPE]",
            "orchestrator/routing-rules.yaml:1:1: the file must be a map of keys and values"
                + " [WRONG_TYPE]");
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
  void shouldRefuseListThatContainsItself() {
    files.write(RULES, "routing_rules: &all\n  - *all\n");

    assertThat(files.problems()).singleElement().asString().endsWith("[YAML_TOO_COMPLEX]");
  }

  @Test
  void shouldRefuseDeepNesting() {
    files.write(RULES, "routing_rules: " + "[".repeat(1000) + "]".repeat(1000));

    assertThat(files.problems()).singleElement().asString().endsWith("[YAML_TOO_COMPLEX]");
  }

  @Test
  void shouldReportMissingFrontMatter() {
    files.write("skills/writing/SKILL.md", "# Writing\n---\nname: writing\n---\n");

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/SKILL.md:1:1: the file must begin with YAML (name, description) between"
                + " two lines of --- [INVALID_FRONT_MATTER]");
  }
}
