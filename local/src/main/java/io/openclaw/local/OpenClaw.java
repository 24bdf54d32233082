package io.openclaw.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.local.stack.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The main class of {@code ./openclaw}. */
@Command(
    name = "openclaw",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "%nMany agents, many skills, one command: OpenClaw on this machine.",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw up                 start everything; Ctrl-C stops it",
      "  ./openclaw ask \"分析 workspace/datasets/penguins.csv\"",
      "  ./openclaw ask --help         what ask can do, with more examples",
      "  ./openclaw agent new reviewer makes an agent; skill new makes a skill",
      "  ./openclaw route \"…\"          which rule would win, and why; nothing is done",
      "  ./openclaw test               the whole test suite; what follows goes to Maven",
      "  ./openclaw bench              measures the whole system, with a stack of its own",
      "",
      "State lies in .openclaw (OPENCLAW_HOME), agents and skills in workspace"
          + " (OPENCLAW_WORKSPACE),",
      "Python environments in ~/.cache/openclaw (OPENCLAW_CACHE)."
    })
public final class OpenClaw implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private OpenClaw() {}

  public static void main(String[] args) {
    // A library logs through SLF4J, which has nowhere to log to here, and would tell the user so.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(commandLine(Context.of(System.getenv())).execute(args));
  }

  static CommandLine commandLine(Context context) {
    CommandLine line = new CommandLine(new OpenClaw());
    line.addSubcommand(new UpCommand(context));
    line.addSubcommand(new AskCommand(context));
    line.addSubcommand(new WatchCommand(context));
    line.addSubcommand(new CancelCommand(context));
    line.addSubcommand(new ApproveCommand(context));
    line.addSubcommand(new RetryCommand(context));
    line.addSubcommand(new TasksCommand(context));
    line.addSubcommand(new ApprovalsCommand(context));
    line.addSubcommand(new HistoryCommand(context));
    line.addSubcommand(deadLetters(context));
    line.addSubcommand(new StatusCommand(context));
    line.addSubcommand(new SchedulesCommand(context));
    line.addSubcommand(new LogsCommand(context));
    line.addSubcommand(new DownCommand(context));
    line.addSubcommand(new ValidateCommand(context));
    line.addSubcommand(new LockCommand(context));
    line.addSubcommand(group(new AgentCommand(), new AgentNewCommand(context)));
    line.addSubcommand(group(new SkillCommand(), new SkillNewCommand(context)));
    line.addSubcommand(group(new WorkspaceCommand(), new WorkspaceImportCommand(context)));
    line.addSubcommand(new RouteCommand(context));
    line.addSubcommand(new EnvCommand(context));
    line.addSubcommand(new SuperviseCommand(context));
    help(line, context);
    line.setOut(new PrintWriter(context.terminal().out(), true, UTF_8));
    line.setErr(new PrintWriter(context.terminal().err(), true, UTF_8));
    line.setExecutionExceptionHandler((error, where, parsed) -> {
      context.complain(name(where) + ": " + Failure.describe(error));
      return ExitCode.FAILED;
    });
    line.setParameterExceptionHandler(new WrongUse(context));
    line.setExecutionStrategy(parsed -> {
      warn(context);
      return new RunLast().execute(parsed);
    });
    return line;
  }

  private static CommandLine deadLetters(Context context) {
    CommandLine line = new CommandLine(new DeadLettersCommand(context));
    line.addSubcommand("list", new DeadLettersCommand(context));
    line.addSubcommand(new DeadLetterCommand.Show(context));
    line.addSubcommand(new DeadLetterCommand.Replay(context));
    line.addSubcommand(new DeadLetterCommand.Drop(context));
    return line;
  }

  private static CommandLine group(Object group, Object command) {
    CommandLine line = new CommandLine(group);
    line.addSubcommand(command);
    return line;
  }

  private static void help(CommandLine line, Context context) {
    line.getCommandSpec().versionProvider(() -> version(context));
    for (CommandLine each : line.getSubcommands().values()) {
      each.getCommandSpec().mixinStandardHelpOptions(true);
      help(each, context);
    }
  }

  /** With the group that the command belongs to. */
  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName().replaceFirst("^openclaw ", "");
  }

  /** Without a command: the help, and the exit code of a wrong use. */
  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return ExitCode.USAGE;
  }

  private static String[] version(Context context) {
    return new String[] {"openclaw " + context.installation().version()};
  }

  /** Here, so that it is said once, however often a command looks. */
  private static void warn(Context context) {
    try {
      String trouble = new RunFile(context.home()).trouble();
      if (trouble != null) {
        context.complain("warning: " + trouble);
      }
    } catch (IOException e) {
      context.complain("warning: " + Failure.describe(e));
    }
  }
}
