package io.openclaw.local;

import io.openclaw.route.Router;
import io.openclaw.route.Routing;
import io.openclaw.task.RouteExplanation;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "route",
    description = {
      "Says where a request would go, and of every other rule why it lost. Nothing has to run, and"
          + " nothing is done."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:there is a route",
      "1:there is none, or the workspace is not sound",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw route \"帮我训练一个模型\"",
      "  ./openclaw route \"Analyze my data\" --workspace ~/another-workspace"
    })
final class RouteCommand implements Callable<Integer> {
  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TEXT", description = "The request.")
  private String text = "";

  @Option(
      names = "--agent",
      paramLabel = "ID",
      description = "As if this agent were asked by name.")
  private @Nullable String agent;

  @Option(
      names = "--workspace",
      paramLabel = "FOLDER",
      description = "The workspace; without it, the one that ./openclaw up uses.")
  private @Nullable Path folder;

  RouteCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (text.isBlank() && spec != null) {
      throw new ParameterException(spec.commandLine(), "TEXT must say what is wanted");
    }
    Path root = context.workspace(folder);
    return switch (WorkspaceLoader.load(root)) {
      case LoadResult.Loaded loaded -> route(loaded.workspace());
      case LoadResult.Invalid invalid -> UnsoundWorkspace.tell(context, root, invalid.problems());
    };
  }

  private int route(Workspace workspace) {
    Router router = new Router(workspace);
    RouteExplanation explanation = router.explain(text, agent);
    RouteReport report = new RouteReport(workspace);
    int code =
        switch (router.route(text, agent)) {
          case Routing.Routed routed -> say(report.target(routed));
          case Routing.Unroutable none -> {
            context.complain("no route: " + none.cause().message());
            yield ExitCode.FAILED;
          }
        };
    if (!explanation.considered().isEmpty()) {
      say(report.rules(explanation));
    }
    return code;
  }

  private int say(List<String> lines) {
    lines.forEach(context::say);
    return ExitCode.OK;
  }
}
