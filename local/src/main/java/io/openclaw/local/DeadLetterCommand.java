package io.openclaw.local;

import io.openclaw.local.ask.DeadLetterTable;
import io.openclaw.local.ask.GatewayApi;
import io.openclaw.local.ask.RefusedException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done with dead letters by their numbers, one after the other. */
abstract class DeadLetterCommand extends GatewayCommand {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "Its number, as the list shows it.")
  private List<Long> ids = List.of();

  DeadLetterCommand(Context context) {
    super(context);
  }

  abstract void ask(GatewayApi api, long id)
      throws IOException, RefusedException, InterruptedException;

  @Override
  final void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException {
    for (long id : ids) {
      ask(api, id);
    }
  }

  @Command(name = "show", description = "Shows a dead letter with its headers and its content.")
  static final class Show extends DeadLetterCommand {
    @Option(names = "--json", description = "Print it as a line of JSON, and nothing else.")
    private boolean json;

    Show(Context context) {
      super(context);
    }

    @Override
    void ask(GatewayApi api, long id) throws IOException, RefusedException, InterruptedException {
      var letter = api.get("/v1/dead-letters/" + id);
      say(json ? List.of(letter.toString()) : DeadLetterTable.whole(letter));
    }
  }

  @Command(
      name = "replay",
      description = {
        "Sends a message to its topic again, as it came. One that fails again is another dead"
            + " letter."
      })
  static final class Replay extends DeadLetterCommand {
    Replay(Context context) {
      super(context);
    }

    @Override
    void ask(GatewayApi api, long id) throws IOException, RefusedException, InterruptedException {
      String topic = api.post("/v1/dead-letters/" + id + "/replay").path("topic").asText();
      context().say("dead letter " + id + " goes to " + topic + " again");
    }
  }

  @Command(name = "drop", description = "Deletes the content of a dead letter.")
  static final class Drop extends DeadLetterCommand {
    Drop(Context context) {
      super(context);
    }

    @Override
    void ask(GatewayApi api, long id) throws IOException, RefusedException, InterruptedException {
      api.delete("/v1/dead-letters/" + id);
      context().say("dead letter " + id + " is dropped");
    }
  }
}
