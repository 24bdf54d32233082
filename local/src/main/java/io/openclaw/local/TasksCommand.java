package io.openclaw.local;

import io.openclaw.local.ask.GatewayApi;
import io.openclaw.local.ask.Listed;
import io.openclaw.local.ask.RefusedException;
import io.openclaw.local.ask.TaskTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "tasks",
    description = "Lists tasks, the newest first; those that meet all conditions.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:that is all of them, or as many as --limit says",
      "2:there is no such status, or the like",
      "3:OpenClaw does not run, or can't be reached"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw tasks --status running,failed --since 2h",
      "  ./openclaw tasks --waiting",
      "  ./openclaw tasks --agent agent-ai-001 --contains 企鹅",
      "  ./openclaw tasks --limit 1000 --json"
    })
final class TasksCommand extends GatewayCommand {
  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "running, completed, failed or cancelled; several with commas.")
  private @Nullable String status;

  @Option(names = "--waiting", description = "Only those with a step that waits for approval.")
  private boolean waiting;

  @Option(names = "--agent", paramLabel = "ID", description = "Only those that went to this agent.")
  private @Nullable String agent;

  @Option(
      names = "--workflow",
      paramLabel = "ID",
      description = "Only those that went to this workflow.")
  private @Nullable String workflow;

  @Option(
      names = "--skill",
      paramLabel = "ID",
      description = "Only those that went to this shared skill.")
  private @Nullable String skill;

  @Option(
      names = "--contains",
      paramLabel = "TEXT",
      description = "Only those with this in their text, in whatever case.")
  private @Nullable String contains;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeLimit.class,
      description = "Only those that began no longer ago than this, e.g. 90s, 10m, 2h.")
  private @Nullable Duration since;

  @Mixin private ListOptions list = new ListOptions();

  TasksCommand(Context context) {
    super(context);
  }

  @Override
  void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException {
    Instant now = Instant.now();
    Listed tasks = Listed.fetch(api, "/v1/tasks", query(now), "tasks", list.limit());
    if (list.json()) {
      sayJson(tasks.items());
    } else if (tasks.items().isEmpty()) {
      context().complain("there are no such tasks");
    } else {
      say(TaskTable.lines(tasks.items(), context().terminal(), now));
    }
    list.tellOfMore(context(), tasks);
  }

  private Map<String, String> query(Instant now) {
    Map<String, String> query = new LinkedHashMap<>();
    put(query, "status", status);
    put(query, "waiting", waiting ? "true" : null);
    put(query, "agent", agent);
    put(query, "workflow", workflow);
    put(query, "skill", skill);
    put(query, "contains", contains);
    put(query, "since", since == null ? null : now.minus(since).toString());
    return query;
  }

  private static void put(Map<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
  }
}
