package io.openclaw.local.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.local.terminal.DisplayWidth;
import io.openclaw.local.terminal.Durations;
import io.openclaw.local.terminal.Table;
import io.openclaw.local.terminal.Terminal;
import io.openclaw.task.TaskSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tasks as a table for a person. */
public final class TaskTable {
  private TaskTable() {}

  /** Its lines, with the heading. */
  public static List<String> lines(List<JsonNode> tasks, Terminal terminal, Instant now)
      throws JsonProcessingException {
    Table table = new Table(Set.of(2, 3, 4));
    table.row("TASK", "STATUS", "STEPS", "AGE", "TOOK", "ROUTE");
    List<String> texts = new ArrayList<>(List.of("TEXT"));
    for (JsonNode json : tasks) {
      TaskSummary task = EventJson.mapper().treeToValue(json, TaskSummary.class);
      table.row(
          task.id().toString(),
          status(task),
          task.stepsDone() + "/" + task.stepsTotal(),
          Ages.since(task.createdAt(), now),
          Durations.show(task.duration()),
          route(task));
      texts.add(task.text());
    }
    return withTexts(table.lines(), texts, terminal);
  }

  /** The last column takes what room there is. */
  static List<String> withTexts(List<String> lines, List<String> texts, Terminal terminal) {
    int columns = lines.stream().mapToInt(DisplayWidth::of).max().orElse(0) + 2;
    int room = OneLine.room(terminal, columns);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      all.add(DisplayWidth.padRight(lines.get(i), columns) + OneLine.of(texts.get(i), room));
    }
    return all;
  }

  private static String status(TaskSummary task) {
    String status = task.status().name().toLowerCase(Locale.ROOT);
    String code = task.failureCode();
    return code == null
        ? status + (task.waitsForApproval() ? ", waits for approval" : "")
        : status + ": " + OneLine.of(code);
  }

  private static String route(TaskSummary task) {
    TaskSummary.Target route = task.route();
    return route == null
        ? "none"
        : route.kind().name().toLowerCase(Locale.ROOT) + " " + OneLine.of(route.target());
  }
}
