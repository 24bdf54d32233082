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
    name = "approve",
    description = "Lets a step begin that waits for approval, or denies it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the decision is stored",
      "2:there is no such task, or the step waits for no approval",
      "3:OpenClaw does not run, or can't be reached"
    })
final class ApproveCommand extends GatewayCommand {

  @Parameters(
      index = "0",
      paramLabel = "TASK",
      converter = TaskId.class,
      description = "The task's id, as ask shows it.")
  private @Nullable UUID task;

  @Parameters(index = "1", paramLabel = "STEP", description = "The step's id, as ask shows it.")
  private @Nullable String step;

  @Option(names = "--deny", description = "The step must not begin.")
  private boolean deny;

  @Option(names = "--note", paramLabel = "TEXT", description = "What to say to it, for the record.")
  private @Nullable String note;

  ApproveCommand(Context context) {
    super(context);
  }

  @Override
  void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException {
    UUID id = requireNonNull(task, "picocli has checked that there is a task");
    String path = requireNonNull(step, "picocli has checked that there is a step");
    api.post(
        "/v1/tasks/" + id + "/approvals",
        JsonNodeFactory.instance
            .objectNode()
            .put("step", path)
            .put("approved", !deny)
            .put("note", note));
    context().say("step " + path + " is " + (deny ? "denied" : "approved"));
  }
}
