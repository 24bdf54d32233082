package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.openclaw.workspace.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of {@code workspace/docs/problems}: each breaks the sound workspace in its way and must
 * be answered as the page says. {@code -Dopenclaw.problems=write} writes what is answered into the
 * pages instead, for the author to read and judge.
 */
class DocumentedProblemsTest {
  private static final Path FOLDER = MarkdownPage.DOCS.resolve("problems");
  private static final boolean WRITE = "write".equals(System.getProperty("openclaw.problems"));

  /** What a page cannot say; {@link BrokenFilesTest} and its neighbours do. */
  private static final Set<ProblemCode> BEYOND_MARKDOWN =
      EnumSet.of(
          ProblemCode.WORKSPACE_NOT_FOUND,
          ProblemCode.FILE_TOO_LARGE,
          ProblemCode.FILE_CHANGED,
          ProblemCode.TEXT_TOO_LONG,
          ProblemCode.LINK_LEAVES_WORKSPACE,
          ProblemCode.INVALID_UTF8);

  private static final Pattern CODE = Pattern.compile(" \\[([A-Z0-9_]+)\\]$");

  /** A row of the table in README.md: code, meaning, and the case that shows it, if one does. */
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z0-9_]+)` \\| [^|]+ \\|(?: \\[[^]]+]\\(([^)#]+)#([^)]+)\\))? \\|");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicContainer> shouldSayWhatThePagesSay() {
    return pages().stream()
        .map(page ->
            dynamicContainer(
                String.valueOf(page.path().getFileName()),
                DocumentedProblem.of(page).stream()
                    .map(problem -> dynamicTest(problem.toString(), () -> check(problem)))));
  }

  @Test
  void shouldHaveACaseOfEveryCode() {
    Set<ProblemCode> shown = EnumSet.noneOf(ProblemCode.class);
    cases().forEach(problem -> shown.addAll(codes(problem)));

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(BEYOND_MARKDOWN)));
  }

  @Test
  void shouldHaveATestOfEveryOtherCode() throws IOException {
    Path sources = Path.of("src", "test", "java", "io", "openclaw", "workspace", "load");
    StringBuilder tests = new StringBuilder();
    for (String name : List.of("BrokenFiles", "EscapingLinks", "ChangingWorkspace")) {
      tests.append(Files.readString(sources.resolve(name + "Test.java")));
    }

    assertThat(BEYOND_MARKDOWN).allMatch(code -> tests.indexOf(code.name()) >= 0);
  }

  @Test
  void shouldListEveryCodeWithACaseOfIt() throws IOException {
    List<ProblemCode> listed = new ArrayList<>();
    Matcher rows = ROW.matcher(Files.readString(FOLDER.resolve("README.md")));
    while (rows.find()) {
      ProblemCode code = ProblemCode.valueOf(rows.group(1));
      listed.add(code);
      assertThat(rows.group(2) == null).as(code + " without a case").isEqualTo(isBeyond(code));
      if (rows.group(2) != null) {
        assertThat(codes(find(rows.group(2), rows.group(3)))).as(rows.group()).contains(code);
      }
    }

    assertThat(listed).containsExactly(ProblemCode.values());
  }

  private static boolean isBeyond(ProblemCode code) {
    return BEYOND_MARKDOWN.contains(code);
  }

  private static DocumentedProblem find(String page, String anchor) {
    return cases().stream()
        .filter(problem -> problem.page().equals(FOLDER.resolve(page)))
        .filter(problem -> problem.heading().anchor().equals(anchor))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no case " + page + "#" + anchor));
  }

  private void check(DocumentedProblem problem) throws IOException {
    Path root = Files.createTempDirectory(folder, "workspace");
    WorkspaceFixture files = WorkspaceFixture.in(root);
    WorkspaceEdit.applyAll(problem.edits(), root);
    List<String> found = files.problems();
    if (WRITE) {
      write(problem, found);
      return;
    }

    assertThat(found)
        .as(() -> "%s%nWhat is said now:%n%n%s".formatted(problem, block(found)))
        .isNotEmpty()
        .isEqualTo(problem.lines());
  }

  private static void write(DocumentedProblem problem, List<String> found) throws IOException {
    String page = Files.readString(problem.page());
    String heading = "### " + problem.heading().text() + "\n";
    int at = page.indexOf("```text\n", page.indexOf(heading));
    int end = page.indexOf("\n```\n", at + "```text".length());
    Files.writeString(
        problem.page(), page.substring(0, at) + block(found) + page.substring(end + 5));
  }

  private static String block(List<String> lines) {
    return "```text\n" + String.join("", lines.stream().map(l -> l + "\n").toList()) + "```\n";
  }

  private static Set<ProblemCode> codes(DocumentedProblem problem) {
    Set<ProblemCode> codes = EnumSet.noneOf(ProblemCode.class);
    for (String line : problem.lines()) {
      Matcher code = CODE.matcher(line);
      assertThat(code.find()).as(line).isTrue();
      codes.add(ProblemCode.valueOf(code.group(1)));
    }
    return codes;
  }

  private static List<DocumentedProblem> cases() {
    return pages().stream().flatMap(page -> DocumentedProblem.of(page).stream()).toList();
  }

  private static List<MarkdownPage> pages() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(MarkdownPage::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
