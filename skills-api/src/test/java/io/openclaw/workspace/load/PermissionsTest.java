package io.openclaw.workspace.load;

import static io.openclaw.workspace.load.WorkspaceFixture.EDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not be read is the one problem that is said, wherever it stands. */
@Timeout(60)
class PermissionsTest {
  private static final String NONE = "---------";

  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  @Test
  void shouldReportFile() throws Exception {
    assertThat(problemsWith(EDITOR, NONE))
        .containsExactly(
            "agents/editor/config.yaml:1:1: the file cannot be read; whoever runs OpenClaw needs the"
                + " right to (chmod +r) [UNREADABLE_FILE]");
  }

  @ParameterizedTest
  @CsvSource({
    "agents, ---------",
    "agents, r--r--r--",
    "agents/editor, ---------",
    "agents/editor, r--r--r--",
    "agents/editor, --x--x--x",
    "skills, r--r--r--",
    "skills/shared, r--r--r--",
    "skills/writing, ---------",
    "skills/writing/handlers, r--r--r--",
    "orchestrator, ---------",
    "orchestrator, r--r--r--",
    "orchestrator/workflows, r--r--r--"
  })
  void shouldReportFolder(String path, String permissions) throws Exception {
    assertThat(problemsWith(path, permissions)).containsExactly(closed(path));
  }

  /** What lies behind it may be in the workspace or not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents/writer",
        "agents/writer/SOUL.md",
        "skills/writing",
        "skills/writing/handlers/draft.py",
        "orchestrator/workflows/publish.yaml"
      })
  void shouldReportLinkThroughFolder(String link) throws Exception {
    Path behind = Files.createDirectory(files.path("shelf")).resolve("behind");
    Files.move(files.path(link), behind);
    files.link(link, behind);

    assertThat(problemsWith("shelf", NONE)).containsExactly(closed(link));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r--r--", NONE})
  void shouldReportWorkspace(String permissions) throws Exception {
    assertThat(problemsWith("", permissions)).containsExactly(closed(folder.toString()));
  }

  @Test
  void shouldReportWorkspaceInFolder() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    files = WorkspaceFixture.in(inner);

    assertThat(problemsWith(inner, folder, NONE)).containsExactly(closed(inner.toString()));
  }

  private List<String> problemsWith(String path, String permissions) throws Exception {
    return problemsWith(folder, files.path(path), permissions);
  }

  private static List<String> problemsWith(Path root, Path closed, String permissions)
      throws Exception {
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(closed);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(permissions));
    try {
      return WithoutPrivileges.problems(root);
    } finally {
      Files.setPosixFilePermissions(closed, before);
    }
  }

  private static String closed(String path) {
    return path
        + ":1:1: this cannot be read; whoever runs OpenClaw needs the right to list and to enter the"
        + " folder (chmod +rx) [UNREADABLE_FILE]";
  }
}
