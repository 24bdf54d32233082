package io.openclaw.local;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = {
      "Reads a workspace as the services do, and says all that is wrong with it at once: file,"
          + " line, column, what it is and how to mend it. Nothing has to run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the workspace is sound", "1:it is not", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {"  ./openclaw validate", "  ./openclaw validate ~/another-workspace"})
final class ValidateCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The workspace; without it, the one that ./openclaw up uses.")
  private @Nullable Path folder;

  ValidateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path root = context.workspace(folder);
    return switch (WorkspaceLoader.load(root)) {
      case LoadResult.Loaded loaded -> {
        loaded.warnings().forEach(warning -> context.say("warning: " + warning));
        yield sound(root, loaded.workspace());
      }
      case LoadResult.Invalid invalid -> UnsoundWorkspace.tell(context, root, invalid.problems());
    };
  }

  private int sound(Path root, Workspace workspace) {
    context.say(
        "%s is sound: %s, %s, %s, %s (version %s)"
            .formatted(
                root,
                count(workspace.agents().size(), "agent"),
                count(workspace.skills().size(), "skill"),
                count(workspace.rules().size(), "routing rule"),
                count(workspace.workflows().size(), "workflow"),
                workspace.version()));
    return ExitCode.OK;
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
