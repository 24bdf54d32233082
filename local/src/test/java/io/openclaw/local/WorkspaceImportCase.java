package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.workspace.WorkspaceCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./openclaw workspace import} into a copy of the workspace. */
abstract class WorkspaceImportCase {
  @TempDir Path temp;

  WorkspaceCopy workspace;
  CommandRun command;

  @BeforeEach
  void copyWorkspace() throws IOException {
    workspace = new WorkspaceCopy(temp.resolve("workspace"));
    command = new CommandRun(workspace.root(), temp.resolve("home"));
  }

  void refuses(String why, ImportSource source, String... more) throws IOException {
    Map<String, String> before = workspace.state();
    String[] all = new String[more.length + 3];
    all[0] = "workspace";
    all[1] = "import";
    all[2] = source.root().toString();
    System.arraycopy(more, 0, all, 3, more.length);

    assertThat(command.run(all)).isEqualTo(1);

    assertThat(command.err()).contains(why).endsWith("Nothing was changed.\n");
    assertThat(workspace.state()).isEqualTo(before);
  }

  List<String> section(String title) {
    return command
        .out()
        .lines()
        .dropWhile(line -> !line.equals(title))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }
}
