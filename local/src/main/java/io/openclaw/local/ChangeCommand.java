package io.openclaw.local;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.workspace.change.ChangeLock;
import io.openclaw.local.workspace.change.Changing;
import io.openclaw.local.workspace.change.LeftHalfDoneException;
import io.openclaw.local.workspace.change.Outcome;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.change.SteadyLoad;
import io.openclaw.local.workspace.change.WorkspaceChange;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands that add to a workspace have in common: it is sound before and after. */
abstract class ChangeCommand implements Callable<Integer> {
  static final String UNLESS_IT_RUNS = "    (what runs already takes the change by itself)";

  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--workspace",
      paramLabel = "FOLDER",
      description = "The workspace; without it, the one that ./openclaw up uses.")
  private @Nullable Path folder;

  /**
   * What a command has decided to do.
   *
   * @param change null where nothing is to be done
   * @param report for when it is done
   */
  record Plan(@Nullable WorkspaceChange change, List<String> report) {
    Plan {
      report = List.copyOf(report);
    }
  }

  ChangeCommand(Context context) {
    this.context = context;
  }

  final Context context() {
    return context;
  }

  /** Throws a ParameterException where the command line makes no sense. */
  abstract void check();

  abstract Plan plan(Path root, Workspace workspace) throws RefusedException, IOException;

  /** Whether it changes anything at all. */
  boolean writes() {
    return true;
  }

  /** A problem that the change would bring, for whoever wrote what caused it. */
  String describe(WorkspaceProblem problem) {
    return problem.toString();
  }

  @Override
  public final Integer call() {
    check();
    Path root = root();
    if (!writes() || !Files.isDirectory(root)) {
      return changeSound(root);
    }
    try (ChangeLock _ = ChangeLock.take(root, SteadyLoad.PATIENCE)) {
      return changeSound(root);
    } catch (RefusedException e) {
      return nothingChanged(e.lines());
    } catch (IOException e) {
      return nothingChanged(List.of(Failure.describe(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return nothingChanged(List.of("interrupted"));
    }
  }

  private int changeSound(Path root) {
    LoadResult read = SteadyLoad.of(root);
    if (SteadyLoad.isBeingWritten(read)) {
      return nothingChanged(List.of("somebody else is changing the workspace; try again"));
    }
    return switch (read) {
      case LoadResult.Loaded loaded -> change(root, loaded.workspace());
      case LoadResult.Invalid invalid -> {
        invalid.problems().forEach(problem -> context.say(problem.toString()));
        context.complain(
            root + " is not sound, so nothing was changed; mend it first: ./openclaw validate");
        yield ExitCode.FAILED;
      }
    };
  }

  private int change(Path root, Workspace workspace) {
    try {
      Plan plan = plan(root, workspace);
      return plan.change() == null ? done(plan) : make(root, plan, plan.change());
    } catch (RefusedException e) {
      return nothingChanged(e.lines());
    } catch (LeftHalfDoneException e) {
      context.complain(Failure.describe(e));
      return ExitCode.FAILED;
    } catch (IOException e) {
      return nothingChanged(List.of(Failure.describe(e)));
    }
  }

  private int nothingChanged(List<String> why) {
    why.forEach(context::complain);
    context.complain("Nothing was changed.");
    return ExitCode.FAILED;
  }

  private int make(Path root, Plan plan, WorkspaceChange change)
      throws RefusedException, IOException {
    return switch (Changing.make(root, change)) {
      case Outcome.Made _ -> done(plan);
      case Outcome.TakenBack back -> {
        back.problems().forEach(problem -> context.say(describe(problem)));
        context.complain("With this the workspace would not be sound. All of it was taken back.");
        yield ExitCode.FAILED;
      }
    };
  }

  private int done(Plan plan) {
    plan.report().forEach(context::say);
    return ExitCode.OK;
  }

  /** How to start a stack with this workspace. */
  String up() {
    Path own = context.installation().workspace();
    return (root().equals(own) ? "" : "OPENCLAW_WORKSPACE=" + shell(root()) + " ")
        + "./openclaw up";
  }

  /** As a shell reads it back. */
  static String shell(Path path) {
    String text = path.toString();
    return text.matches("[\\w./+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  ParameterException wrongUse(String message) {
    return new ParameterException(requireNonNull(spec, "spec is null").commandLine(), message);
  }

  private Path root() {
    return context.workspace(folder);
  }
}
