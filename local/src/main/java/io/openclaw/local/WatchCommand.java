package io.openclaw.local;

import io.openclaw.local.ask.Asking;
import io.openclaw.local.ask.Asking.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = "Shows a task that was submitted before, from its beginning to its end.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the task completed",
      "1:the task failed or was cancelled; standard error says why",
      "2:there is no such task",
      "3:OpenClaw could not be started or reached",
      "124:the --timeout was over; the task goes on",
      "130:Ctrl-C; the task goes on"
    })
final class WatchCommand extends TaskCommand {

  @Parameters(
      paramLabel = "TASK",
      converter = TaskId.class,
      description = "The task's id, as ask shows it.")
  private @Nullable UUID task;

  WatchCommand(Context context) {
    super(context);
  }

  @Override
  Outcome run(Asking asking, @Nullable Duration limit) throws IOException, InterruptedException {
    if (task == null) {
      throw new IllegalStateException("picocli has checked that there is a task");
    }
    return asking.watch(task, limit);
  }
}
