package io.openclaw.local.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.local.terminal.Table;
import io.openclaw.local.terminal.Terminal;
import io.openclaw.task.PendingApproval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Steps that wait for a person, as a table for one. */
public final class ApprovalTable {
  private ApprovalTable() {}

  /** Its lines, with the heading. */
  public static List<String> lines(List<JsonNode> approvals, Terminal terminal, Instant now)
      throws JsonProcessingException {
    Table table = new Table(Set.of(3));
    table.row("TASK", "STEP", "NAME", "WAITS FOR", "EXPIRES");
    List<String> texts = new ArrayList<>(List.of("TEXT"));
    for (JsonNode json : approvals) {
      PendingApproval step = EventJson.mapper().treeToValue(json, PendingApproval.class);
      Instant expires = step.expiresAt();
      table.row(
          step.taskId().toString(),
          OneLine.of(step.step()),
          OneLine.of(step.name(), 30),
          Ages.since(step.since(), now),
          expires == null ? "never" : Ages.until(expires, now));
      texts.add(step.text());
    }
    return TaskTable.withTexts(table.lines(), texts, terminal);
  }
}
