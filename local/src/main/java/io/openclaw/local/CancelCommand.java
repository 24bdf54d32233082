package io.openclaw.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openclaw.local.ask.GatewayApi;
import io.openclaw.local.ask.RefusedException;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cancel",
    description = "Ends a task, and stops what is under way in it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the task will be cancelled; ./openclaw watch shows its end",
      "2:there is no such task, or it is over",
      "3:OpenClaw does not run, or can't be reached"
    })
final class CancelCommand extends GatewayCommand {

  @Parameters(
      paramLabel = "TASK",
      converter = TaskId.class,
      description = "The task's id, as ask shows it.")
  private @Nullable UUID task;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  private @Nullable String reason;

  CancelCommand(Context context) {
    super(context);
  }

  @Override
  void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException {
    UUID id = requireNonNull(task, "picocli has checked that there is a task");
    api.post(
        "/v1/tasks/" + id + "/cancel", JsonNodeFactory.instance.objectNode().put("reason", reason));
    context().say("task " + id + " will be cancelled");
  }
}
