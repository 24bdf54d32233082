package io.openclaw.local;

import io.openclaw.local.ask.DeadLetterTable;
import io.openclaw.local.ask.GatewayApi;
import io.openclaw.local.ask.Listed;
import io.openclaw.local.ask.RefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "dead-letters",
    description = {
      "Messages that no service could make anything of. Without a command, or as list: those that"
          + " nobody has decided about, the newest first."
    },
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or that is all of them, or as many as --limit says",
      "2:there is no such letter, or it is decided already",
      "3:OpenClaw does not run, or can't be reached"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw dead-letters --topic openclaw.tasks",
      "  ./openclaw dead-letters show 17",
      "  ./openclaw dead-letters replay 17 18   once their cause is mended",
      "  ./openclaw dead-letters drop 19        deletes its content"
    })
final class DeadLettersCommand extends GatewayCommand {
  private static final String ANY = "all";

  @Option(names = "--topic", paramLabel = "TOPIC", description = "Only those from this topic.")
  private @Nullable String topic;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      defaultValue = "open",
      description = "open, replayed, dropped or all; ${DEFAULT-VALUE} without it.")
  private String state = "open";

  @Mixin private ListOptions list = new ListOptions();

  DeadLettersCommand(Context context) {
    super(context);
  }

  @Override
  void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException {
    Listed letters = Listed.fetch(api, "/v1/dead-letters", query(), "letters", list.limit());
    if (list.json()) {
      sayJson(letters.items());
    } else if (letters.items().isEmpty()) {
      context().complain("there are no such dead letters");
    } else {
      say(DeadLetterTable.lines(letters.items(), context().terminal(), Instant.now()));
    }
    list.tellOfMore(context(), letters);
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    if (topic != null) {
      query.put("topic", topic);
    }
    if (!state.equalsIgnoreCase(ANY)) {
      query.put("state", state);
    }
    return query;
  }
}
