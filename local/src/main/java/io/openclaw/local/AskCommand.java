package io.openclaw.local;

import io.openclaw.local.ask.Asking;
import io.openclaw.local.ask.Asking.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ask",
    description = "Asks OpenClaw to do something, shows it live, and where the results lie.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the task completed",
      "1:the task failed or was cancelled; standard error says why",
      "2:the request is not right",
      "3:OpenClaw could not be started or reached",
      "124:the --timeout was over; the task goes on",
      "130:Ctrl-C; the task goes on"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw ask \"分析 workspace/datasets/penguins.csv\"",
      "  ./openclaw ask \"End to end: train and deploy a penguin species classifier"
          + " from workspace/datasets/penguins.csv\"",
      "  ./openclaw ask --agent agent-pm-002 \"Write the product spec for workspace/datasets/penguins.csv\"",
      "  ./openclaw ask --json \"…\" | jq .type",
      "  ./openclaw ask - < request.txt"
    })
final class AskCommand extends TaskCommand {

  @Parameters(paramLabel = "TEXT", description = "The request; - reads it from standard input.")
  private String text = "";

  @Option(
      names = "--agent",
      paramLabel = "ID",
      description = "Ask this agent instead of letting the routing rules decide.")
  private @Nullable String agent;

  AskCommand(Context context) {
    super(context);
  }

  @Override
  Outcome run(Asking asking, @Nullable Duration limit) throws IOException, InterruptedException {
    String request =
        text.equals("-")
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip()
            : text;
    return asking.ask(request, agent, limit);
  }
}
