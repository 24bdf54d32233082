package io.openclaw.local;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and where the help is: two lines, not a page. */
final class WrongUse implements IParameterExceptionHandler {
  private final Context context;

  WrongUse(Context context) {
    this.context = context;
  }

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    context.complain(
        error instanceof UnmatchedArgumentException unmatched
            ? tooMuch(command, unmatched)
            : String.valueOf(error.getMessage()));
    context.complain("see ./" + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static String tooMuch(CommandLine command, UnmatchedArgumentException error) {
    List<String> unmatched = error.getUnmatched();
    String first = unmatched.getFirst();
    if (first.startsWith("-")) {
      return "there is no option " + first;
    }
    if (command.getParent() == null) {
      String known =
          command.getSubcommands().entrySet().stream()
              .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
              .map(Map.Entry::getKey)
              .collect(Collectors.joining(", "));
      return "'%s' is no command: there are %s, test and bench".formatted(first, known);
    }
    if (!command.getSubcommands().isEmpty()) {
      return "'%s' is no command of %s: there is %s"
          .formatted(
              first,
              command.getCommandName(),
              String.join(", ", command.getSubcommands().keySet()));
    }
    String name = command.getCommandName();
    String hint =
        name.equals("ask") || name.equals("route")
            ? "; a request of several words needs quotes: ./openclaw %s \"…\"".formatted(name)
            : "";
    return "'%s' is one argument too many%s".formatted(first, hint);
  }
}
