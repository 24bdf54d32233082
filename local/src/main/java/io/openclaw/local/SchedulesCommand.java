package io.openclaw.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.local.ask.GatewayApi;
import io.openclaw.local.ask.RefusedException;
import io.openclaw.local.ask.ScheduleTable;
import java.io.IOException;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "schedules",
    description = {
      "Shows the tasks that start by the clock: when each is due next, by this machine's clock, and"
          + " what it has started last.",
      "They are written in orchestrator/schedules.yaml of the workspace."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:they are shown",
      "3:OpenClaw does not run, can't be reached, or can't tell now"
    })
final class SchedulesCommand extends GatewayCommand {
  @Option(names = "--json", description = "Print each schedule as a line of JSON, in UTC.")
  private boolean json;

  SchedulesCommand(Context context) {
    super(context);
  }

  @Override
  void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException {
    JsonNode schedules = api.get("/v1/schedules");
    if (json) {
      sayJson(schedules.valueStream().toList());
    } else if (schedules.isEmpty()) {
      context()
          .complain("there are no schedules; orchestrator/schedules.yaml is the place for them");
    } else {
      say(ScheduleTable.lines(schedules, ZoneId.systemDefault()));
    }
  }
}
