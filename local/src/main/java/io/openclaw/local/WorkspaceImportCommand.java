package io.openclaw.local;

import io.openclaw.local.workspace.EntryName;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.imports.ImportPlan;
import io.openclaw.local.workspace.imports.Importing;
import io.openclaw.local.workspace.imports.Source;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Brings the workspace of an OpenClaw with a single process here, as an agent with its skills;"
          + " or a folder of skills by agentskills.io; or one such skill. Says what it takes, what it"
          + " leaves out, and what has no equivalent. Secrets are not taken."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is imported, or with --dry-run could be planned",
      "1:it can't be; standard error says why, and nothing was changed",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw workspace import ~/.openclaw/workspace --dry-run",
      "  ./openclaw workspace import ~/.openclaw/workspace --name ada",
      "  ./openclaw workspace import ~/checkouts/skills",
      "  ./openclaw workspace import ~/checkouts/skills/pdf"
    })
final class WorkspaceImportCommand extends ChangeCommand {
  @Parameters(paramLabel = "SOURCE", description = "The folder to import; it stays as it is.")
  private Path source = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the agent's folder (default: after the name in its IDENTITY.md).")
  private @Nullable String name;

  @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
  private boolean dryRun;

  private @Nullable ImportPlan plan;

  WorkspaceImportCommand(Context context) {
    super(context);
  }

  @Override
  void check() {
    if (name != null && !EntryName.isValid(name)) {
      throw wrongUse("'%s' is no name for an agent's folder: %s".formatted(name, EntryName.RULE));
    }
  }

  @Override
  boolean writes() {
    return !dryRun;
  }

  @Override
  Plan plan(Path root, Workspace workspace) throws RefusedException, IOException {
    Source found = Source.of(source);
    if (name != null && found.kind() != Source.Kind.AGENT) {
      throw wrongUse("--name is for an agent; a skill has the name that its SKILL.md says");
    }
    ImportPlan made = Importing.plan(root, found, name);
    plan = made;
    return dryRun ? new Plan(null, dry(made)) : new Plan(made.change(), done(made));
  }

  /** By the file in the source, which is where it can be mended. */
  @Override
  String describe(WorkspaceProblem problem) {
    String origin = plan == null ? problem.file() : plan.origin(problem.file());
    return new WorkspaceProblem(
            origin, problem.line(), problem.column(), problem.code(), problem.message())
        .toString();
  }

  private static List<String> dry(ImportPlan plan) {
    List<String> lines = new ArrayList<>(plan.report());
    lines.add("");
    lines.add("Nothing was written, because of --dry-run.");
    return lines;
  }

  private List<String> done(ImportPlan plan) {
    List<String> lines = new ArrayList<>(plan.report());
    lines.add("");
    lines.add("Imported. Try it:");
    lines.add("  " + up() + UNLESS_IT_RUNS);
    if (plan.agentId() != null) {
      lines.add("  ./openclaw ask --agent %s \"What can you do?\"".formatted(plan.agentId()));
    }
    return lines;
  }
}
