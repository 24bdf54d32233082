package io.openclaw.local;

import static java.util.Objects.requireNonNull;

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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  private static final int PREFIX_COLUMNS = 15;

  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROCESS",
      description =
          "gateway, orchestrator, worker, kafka, postgres, redis or launcher, a further replica by"
              + " its number (worker-2); all when left out.")
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
    if (lines < 0) {
      throw new ParameterException(
          requireNonNull(spec, "spec is null").commandLine(),
          "-n must not be below zero: " + lines);
    }
    List<Path> logs = logs();
    if (logs.isEmpty()) {
      context.complain(nothing());
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

  private String nothing() throws IOException {
    List<String> names = all().stream().map(LogsCommand::name).toList();
    if (names.isEmpty()) {
      return "There are no logs in " + context.home().logs() + " yet.";
    }
    return "There is no log of %s in %s; there are: %s"
        .formatted(process, context.home().logs(), String.join(", ", names));
  }

  private List<Path> logs() throws IOException {
    if (process == null) {
      return all();
    }
    Path log = context.home().log(process);
    return log.normalize().startsWith(context.home().logs()) && Files.exists(log)
        ? List.of(log)
        : List.of();
  }

  private List<Path> all() throws IOException {
    if (!Files.isDirectory(context.home().logs())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(context.home().logs())) {
      return files.filter(f -> f.toString().endsWith(".log")).sorted().toList();
    }
  }

  private static String name(Path log) {
    return log.getFileName().toString().replace(".log", "");
  }

  private void print(Path log, String line) {
    if (process != null) {
      context.say(line);
      return;
    }
    String name = name(log);
    String prefix = DisplayWidth.padRight(name, PREFIX_COLUMNS) + "│ ";
    context.say(context.terminal().coloured(name.hashCode(), prefix) + line);
  }
}
