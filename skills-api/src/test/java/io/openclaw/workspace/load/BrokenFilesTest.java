package io.openclaw.workspace.load;

import static io.openclaw.workspace.load.WorkspaceFixture.EDITOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that a page of the documentation cannot show: one problem each, and no aftermath. */
@Timeout(20)
class BrokenFilesTest {
  @TempDir Path folder;

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
            "agents/writer/SOUL.md:1:1: the file is larger than 1 MiB, the most that is read; shorten"
                + " it, or put data into a folder of its own, such as datasets/ [FILE_TOO_LARGE]");
  }

  /**
   * Files with holes: to read a hundred gigabytes of nothing would take longer than the test may.
   */
  @ParameterizedTest
  @CsvSource({
    "agents/writer/SOUL.md, 1",
    "agents/editor/config.yaml, 1",
    "orchestrator/routing-rules.yaml, 16",
    "orchestrator/workflows/publish.yaml, 16",
    "skills/writing/SKILL.md, 1",
    "skills/writing/assets/model.bin, 1",
    "skills/writing/handlers/draft.py, 1",
    "skills/writing/handlers/draft.wasm, 8"
  })
  void shouldNotReadFileThatIsFarTooLarge(String file, int most) throws Exception {
    Files.createDirectories(files.path(file).getParent());
    try (RandomAccessFile huge = new RandomAccessFile(files.path(file).toFile(), "rw")) {
      huge.setLength(100L << 30);
    }

    assertThat(files.problems())
        .containsExactly(
            ("%s:1:1: the file is larger than %d MiB, the most that is read; shorten it, or put data into"
                    + " a folder of its own, such as datasets/ [FILE_TOO_LARGE]")
                .formatted(file, most));
  }

  @Test
  void shouldReportTextThatIsTooLong() {
    files.write("agents/writer/SOUL.md", "四".repeat(20_001));

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/SOUL.md:1:20001: the text has 20001 characters, and at most 20000 are"
                + " read; shorten it, or move what is seldom needed into a skill [TEXT_TOO_LONG]");
  }

  @Test
  void shouldReportTextsThatAreTooLongTogether() {
    for (String text : List.of("SOUL", "AGENTS", "USER", "MEMORY")) {
      files.write("agents/writer/" + text + ".md", "x".repeat(16_000));
    }

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/SOUL.md:1:1: the texts of this folder have 64040 characters together, and"
                + " at most 60000 are read; shorten them, or move what is seldom needed into a skill"
                + " [TEXT_TOO_LONG]");
  }

  @Test
  void shouldReportManualThatIsTooLong() {
    files.write(
        "skills/writing/SKILL.md",
        "---\nname: writing\ndescription: x\n---\n" + "line\n".repeat(501));

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/SKILL.md:4:4: the text has 501 lines, and a model reads all of it: keep"
                + " it within 500, and move the rest into references/ [TEXT_TOO_LONG]");
  }

  @Test
  void shouldReportDescriptionThatIsTooLong() {
    files.replace("skills/writing/SKILL.md", "Writes drafts.", "x".repeat(1025));

    assertThat(files.problems())
        .singleElement()
        .asString()
        .startsWith(
            "skills/writing/SKILL.md:3:14: \"description\" must be a text of 1 to 1024 characters,"
                + " not \"xxx")
        .endsWith("x…\" [INVALID_VALUE]")
        .hasSizeLessThan(200);
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
  void shouldReportHandlerThatIsNoText() {
    files.write("skills/writing/handlers/draft.py", new byte[] {'#', '\n', 'x', (byte) 0xff});

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/handlers/draft.py:2:2: this byte is no UTF-8; save the file in the"
                + " encoding UTF-8 [INVALID_UTF8]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "GB18030"})
  void shouldReportOtherEncoding(Charset encoding) throws Exception {
    String text = Files.readString(files.path(EDITOR)).replace("Edits articles", "编辑文章");
    files.write(EDITOR, text.getBytes(encoding));

    assertThat(files.problems()).singleElement().asString().startsWith(EDITOR + ":");
  }

  @Test
  void shouldReportControlCharacter() {
    files.replace(EDITOR, "name: Editor", "name: Edi\u0007tor");

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:3:12: the character U+0007 is not allowed [INVALID_YAML]");
  }

  /** To open a pipe would wait for somebody to write into it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents/editor/config.yaml",
        "agents/writer/SOUL.md",
        "skills/writing/handlers/draft.py",
        "skills/writing/assets/pipe",
        "orchestrator/workflows/publish.yaml"
      })
  void shouldNotWaitForPipe(String file) throws Exception {
    Files.createDirectories(files.path(file).getParent());
    Files.deleteIfExists(files.path(file));
    int made = new ProcessBuilder("mkfifo", files.path(file).toString()).start().waitFor();
    assumeThat(made).as("there is mkfifo").isZero();

    assertThat(files.problems())
        .containsExactly(
            file
                + ":1:1: this has to be a file, and is none, or a link that leads nowhere"
                + " [UNREADABLE_FILE]");
  }
}
