package io.openclaw.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.local.ask.GatewayApi;
import io.openclaw.local.ask.HistoryTable;
import io.openclaw.local.ask.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = {
      "Shows all that is recorded of a task so far: every try of every step with its cause, every"
          + " approval, every skip. ./openclaw watch shows what happens."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:that is all of it, so far",
      "2:there is no such task",
      "3:OpenClaw does not run, or can't be reached"
    },
    footerHeading = "%nExample:%n",
    footer = "  ./openclaw history 0192f0c4-7a3e-7c11-9b1a-3f6d2c5b8e01")
final class HistoryCommand extends GatewayCommand {
  @Parameters(
      paramLabel = "TASK",
      converter = TaskId.class,
      description = "The task's id, as ask and tasks show it.")
  private @Nullable UUID task;

  @Option(
      names = "--json",
      description = "Print each event with its number as a line of JSON, and nothing else.")
  private boolean json;

  HistoryCommand(Context context) {
    super(context);
  }

  @Override
  void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException {
    UUID id = requireNonNull(task, "picocli has checked that there is a task");
    List<JsonNode> events = events(api, id);
    if (json) {
      sayJson(events);
    } else if (events.isEmpty()) {
      context().complain("nothing is recorded yet");
    } else {
      List<JsonNode> plain = events.stream().map(event -> event.path("event")).toList();
      say(HistoryTable.lines(plain, api.get("/v1/agents")));
    }
  }

  private static List<JsonNode> events(GatewayApi api, UUID id)
      throws IOException, RefusedException, InterruptedException {
    List<JsonNode> events = new ArrayList<>();
    String after = "0";
    while (after != null) {
      JsonNode part = api.get("/v1/tasks/" + id + "/history?after=" + after);
      part.path("events").forEach(events::add);
      after = part.hasNonNull("next") ? part.get("next").asText() : null;
    }
    return events;
  }
}
