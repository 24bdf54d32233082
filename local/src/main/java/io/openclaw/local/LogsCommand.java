package io.openclaw.local;

import io.openclaw.local.process.LogFiles;
import io.openclaw.local.terminal.DisplayWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows the logs of all processes, or of one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw logs                  the last lines of every log",
      "  ./openclaw logs orchestrator -f  one log, as it grows",
      "  ./openclaw logs worker -n 200"
    })
final class LogsCommand implements Callable<Integer> {
  private static final int PREFIX_COLUMNS = 13;

  private final Context context;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROCESS",
      description =
          "gateway, orchestrator, worker, kafka, postgres, redis or launcher; all when left out.")
  private @Nullable String process;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is added, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      description = "Lines of each log to begin with (default: ${DEFAULT-VALUE}).")
  private int lines;

  LogsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Path> logs = logs();
    if (logs.isEmpty()) {
      context.complain(
          process == null
              ? "There are no logs in " + context.home().logs() + " yet."
              : "There is no log of " + process + " in " + context.home().logs() + ".");
      return ExitCode.FAILED;
    }
    List<LogTail> tails = new ArrayList<>();
    for (Path log : logs) {
      tails.add(new LogTail(log));
      LogFiles.tail(log, lines).forEach(line -> print(log, line));
    }
    while (follow) {
      for (LogTail tail : tails) {
        tail.next().forEach(line -> print(tail.file(), line));
      }
      LogTail.pause();
    }
    return ExitCode.OK;
  }

  private List<Path> logs() throws IOException {
    if (process != null) {
      Path log = context.home().log(process);
      return log.normalize().startsWith(context.home().logs()) && Files.exists(log)
          ? List.of(log)
          : List.of();
    }
    if (!Files.isDirectory(context.home().logs())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(context.home().logs())) {
      return files.filter(f -> f.toString().endsWith(".log")).sorted().toList();
    }
  }

  private void print(Path log, String line) {
    if (process != null) {
      context.say(line);
      return;
    }
    String name = log.getFileName().toString().replace(".log", "");
    String prefix = DisplayWidth.padRight(name, PREFIX_COLUMNS) + "│ ";
    context.say(context.terminal().coloured(name.hashCode(), prefix) + line);
  }
}
