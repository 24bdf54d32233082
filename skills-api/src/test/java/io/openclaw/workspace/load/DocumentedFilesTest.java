package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.load.MarkdownPage.Block;
import io.openclaw.workspace.load.MarkdownPage.Prose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of {@code workspace/docs/files}: one for each kind of file, with examples that load.
 */
class DocumentedFilesTest {
  private static final Path FOLDER = MarkdownPage.DOCS.resolve("files");

  /** Each kind of file, and the page that has an example of it. */
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("agents/[^/]+/config\\.yaml", "agent-config.md"),
          Map.entry("agents/[^/]+/IDENTITY\\.md", "agent-texts.md"),
          Map.entry("agents/[^/]+/SOUL\\.md", "agent-texts.md"),
          Map.entry("agents/[^/]+/AGENTS\\.md", "agent-texts.md"),
          Map.entry("agents/[^/]+/USER\\.md", "agent-texts.md"),
          Map.entry("agents/[^/]+/MEMORY\\.md", "agent-texts.md"),
          Map.entry("agents/[^/]+/tools-config\\.json", "tools-config.md"),
          Map.entry("skills/.+/SKILL\\.md", "skill-manual.md"),
          Map.entry("skills/.+/config\\.yaml", "skill-config.md"),
          Map.entry("skills/.+/handlers/[^/]+\\.py", "skill-config.md"),
          Map.entry("orchestrator/agent-registry\\.yaml", "agent-registry.md"),
          Map.entry("orchestrator/skill-registry\\.yaml", "skill-registry.md"),
          Map.entry("orchestrator/routing-rules\\.yaml", "routing-rules.md"),
          Map.entry("orchestrator/workflows/[^/]+\\.yaml", "workflows.md"),
          Map.entry("orchestrator/load-balancer\\.yaml", "load-balancer.md"),
          Map.entry("orchestrator/schedules\\.yaml", "schedules.md"),
          Map.entry("orchestrator/skills\\.lock", "skills-lock.md"));

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]+))?\\)");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("pages")
  void shouldLoadTheExamplesOfAPage(String page) {
    WorkspaceFixture files = WorkspaceFixture.in(folder);
    List<Block> examples = examples(page);
    examples.forEach(block -> WorkspaceEdit.applyAll(WorkspaceEdit.of(block), folder));

    assertThat(examples).isNotEmpty();
    assertThat(files.problems()).as(page).isEmpty();
  }

  @Test
  void shouldHaveAPageAndAnExampleOfEveryKind() {
    PAGES.forEach((kind, page) ->
        assertThat(examples(page)).as(page).anyMatch(block -> block.file().matches(kind)));
  }

  /** Whatever the loader reads of the workspace of this repository is of a kind that has a page. */
  @Test
  void shouldKnowEveryKind() {
    List<String> other =
        RealWorkspace.files().stream()
            .filter(file -> PAGES.keySet().stream().noneMatch(file::matches))
            .toList();

    assertThat(other).isEmpty();
  }

  @Test
  void shouldHaveNoOtherPages() {
    assertThat(pages()).containsExactlyInAnyOrderElementsOf(Set.copyOf(PAGES.values()));
  }

  @Test
  void shouldLinkToWhatExists() throws IOException {
    try (Stream<Path> all = Files.walk(MarkdownPage.DOCS)) {
      all.filter(path -> path.toString().endsWith(".md"))
          .map(MarkdownPage::read)
          .forEach(DocumentedFilesTest::checkLinks);
    }
  }

  private static void checkLinks(MarkdownPage page) {
    for (MarkdownPage.Part part : page.parts()) {
      if (part instanceof Prose prose) {
        LINK.matcher(prose.text()).results().forEach(link -> checkLink(page, link));
      }
    }
  }

  private static void checkLink(MarkdownPage page, MatchResult link) {
    Path target = page.path().resolveSibling(link.group(1)).normalize();
    assertThat(target).as(page.path() + ": " + link.group()).isRegularFile();
    if (link.group(2) != null) {
      assertThat(MarkdownPage.read(target).headings())
          .as(page.path() + ": " + link.group())
          .anyMatch(heading -> heading.anchor().equals(link.group(2)));
    }
  }

  private static List<Block> examples(String page) {
    return MarkdownPage.read(FOLDER.resolve(page)).blocks().stream()
        .filter(block -> !block.file().isEmpty())
        .toList();
  }

  static List<String> pages() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
