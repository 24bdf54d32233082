package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A symbolic link that leads out of a workspace is not followed, wherever it stands and however it
 * is written; it is the one problem that is said.
 */
@Timeout(20)
class EscapingLinksTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  private WorkspaceFixture files;

  /**
   * There is a copy of all of it outside, so that a link would go unnoticed if it were followed.
   */
  @BeforeEach
  void writeWorkspaces() {
    files = WorkspaceFixture.in(folder);
    WorkspaceFixture.in(elsewhere);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents/writer/config.yaml",
        "agents/writer/SOUL.md",
        "agents/writer/IDENTITY.md",
        "agents/editor/tools-config.json",
        "agents/template/config.yaml",
        "skills/writing/SKILL.md",
        "skills/writing/config.yaml",
        "skills/writing/handlers/draft.py",
        "orchestrator/agent-registry.yaml",
        "orchestrator/skill-registry.yaml",
        "orchestrator/routing-rules.yaml",
        "orchestrator/load-balancer.yaml",
        "orchestrator/schedules.yaml",
        "orchestrator/workflows/publish.yaml",
        "agents",
        "agents/writer",
        "agents/template",
        "skills",
        "skills/writing",
        "skills/shared",
        "skills/writing/handlers",
        "orchestrator",
        "orchestrator/workflows"
      })
  void shouldReportLinkInTheirPlace(String path) throws IOException {
    delete(files.path(path));
    files.link(path, elsewhere.resolve(path));

    assertThat(files.problems()).containsExactly(escape(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents/other",
        "agents/writer/USER.md",
        "agents/writer/MEMORY.md",
        "skills/other",
        "skills/shared/other",
        "skills/writing/references",
        "skills/writing/references/page.md",
        "skills/writing/assets/deep/down/file",
        "skills/writing/scripts/run.sh",
        "orchestrator/workflows/other.yaml"
      })
  void shouldReportLinkBesideThem(String path) throws IOException {
    Files.createDirectories(files.path(path).getParent());
    files.link(path, elsewhere);

    assertThat(files.problems()).containsExactly(escape(path));
  }

  @Test
  void shouldReportLinkByRelativePath() throws IOException {
    Path out = folder.toRealPath().resolve("agents/writer").relativize(elsewhere.toRealPath());
    files.link("agents/writer/USER.md", out.resolve("agents/writer/SOUL.md"));

    assertThat(out.toString()).startsWith("..");
    assertThat(files.problems()).containsExactly(escape("agents/writer/USER.md"));
  }

  @Test
  void shouldReportLinkOverAnother() {
    files
        .link(".way", elsewhere)
        .link("agents/writer/USER.md", Path.of("../../.way/agents/writer/SOUL.md"));

    assertThat(files.problems()).containsExactly(escape("agents/writer/USER.md"));
  }

  @Test
  void shouldReportLinkInLinkedFolder() throws IOException {
    Files.createDirectories(files.path("shelf"));
    files.link("shelf/page.md", elsewhere.resolve("agents/writer/SOUL.md"));
    files.link("skills/writing/references", Path.of("../../shelf"));

    assertThat(files.problems()).containsExactly(escape("skills/writing/references/page.md"));
  }

  /** A neighbour whose path begins with the same letters is outside. */
  @Test
  void shouldReportLinkToNeighbour() throws IOException {
    Path neighbour = Files.createDirectory(Path.of(folder + "-neighbour"));
    try {
      Files.writeString(neighbour.resolve("USER.md"), "text");
      files.link("agents/writer/USER.md", neighbour.resolve("USER.md"));

      assertThat(files.problems()).containsExactly(escape("agents/writer/USER.md"));
    } finally {
      delete(neighbour);
    }
  }

  @Test
  void shouldReportLinkToNothing() {
    files.link("agents/writer/USER.md", Path.of("nothing.md"));

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/USER.md:1:1: this has to be a file, and is none, or a link that leads"
                + " nowhere [UNREADABLE_FILE]");
  }

  @Test
  void shouldSurviveLinksThatGoInCircles() {
    files.link("skills/circle", Path.of("."));

    assertThat(files.problems())
        .isNotEmpty()
        .allMatch(problem -> problem.startsWith("skills/circle/"))
        .allMatch(problem -> problem.endsWith("[DUPLICATE_ID]"));
  }

  private static String escape(String path) {
    return path
        + ":1:1: a symbolic link leads out of the workspace; put a copy in its place"
        + " [LINK_LEAVES_WORKSPACE]";
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }
}
