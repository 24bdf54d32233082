package io.openclaw.local;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.ask.Asking;
import io.openclaw.local.ask.Asking.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "retry",
    description = {
      "Tries a task again that has ended, as a new task that keeps the results of the steps that were"
          + " complete, and shows it to its end. The workspace counts as it is now."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the task completed",
      "1:the task failed or was cancelled; standard error says why",
      "2:there is no such task, it has no such step, or it has not ended",
      "3:OpenClaw could not be started or reached",
      "124:the --timeout was over; the task goes on",
      "130:Ctrl-C; the task goes on"
    })
final class RetryCommand extends TaskCommand {

  @Parameters(
      paramLabel = "TASK",
      converter = TaskId.class,
      description = "The task's id, as ask shows it.")
  private @Nullable UUID task;

  @Option(
      names = "--from",
      paramLabel = "STEP",
      description =
          "A step that is done again although it was complete, with all that depends on it.")
  private @Nullable String from;

  RetryCommand(Context context) {
    super(context);
  }

  @Override
  Outcome run(Asking asking, @Nullable Duration limit) throws IOException, InterruptedException {
    UUID id = requireNonNull(task, "picocli has checked that there is a task");
    return asking.retry(id, from, limit);
  }
}
