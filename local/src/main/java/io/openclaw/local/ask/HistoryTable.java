package io.openclaw.local.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.local.terminal.Durations;
import io.openclaw.local.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is recorded of a task, one line an event. */
public final class HistoryTable {
  private final AgentNames names;
  private final Table table = new Table(Set.of(0, 3));
  private @Nullable Instant begin;

  private HistoryTable(AgentNames names) {
    this.names = names;
    table.row("AFTER", "STEP", "AGENT", "TRY", "WHAT");
  }

  /**
   * Its lines, with the heading.
   *
   * @param agents as the gateway lists them
   */
  public static List<String> lines(List<JsonNode> events, JsonNode agents) {
    HistoryTable history = new HistoryTable(AgentNames.parse(agents));
    events.forEach(history::add);
    return history.table.lines();
  }

  private void add(JsonNode json) {
    try {
      add(EventJson.mapper().treeToValue(json, TaskEvent.class));
    } catch (InvalidTypeIdException e) {
      // A newer gateway tells more than this version knows.
      table.row("", "", "", "", json.path("type").asText());
    } catch (JsonProcessingException e) {
      table.row("", "", "", "", "(an incomplete event of type " + json.path("type") + ")");
    }
  }

  private void add(TaskEvent event) {
    switch (event) {
      case TaskEvent.TaskAccepted(var id, var at, var tenant, var text, var files, var retryOf) -> {
        begin = at;
        row(at, (retryOf == null ? "accepted: " : "accepted, " + retryOf + " again: ") + text);
      }
      case TaskEvent.TaskRouted(var id, var at, var route, var version, var steps) ->
          row(
              at,
              "goes to %s %s by rule %s: %s; steps: %d, workspace %s"
                  .formatted(
                      route.kind().name().toLowerCase(Locale.ROOT),
                      route.target(),
                      route.rule(),
                      route.reason(),
                      steps.size(),
                      version));
      case TaskEvent.StepScheduled(var id, var at, var step) -> row(at, step, "sent to its agent");
      case TaskEvent.StepStarted(var id, var at, var step, var worker) ->
          row(at, step, "started by " + worker);
      case TaskEvent.StepRetrying(var id, var at, var step, var cause, var next) ->
          row(at, step, "failed, next try in " + took(at, next) + ": " + show(cause));
      case TaskEvent.StepCompleted(var id, var at, var step, var result) ->
          row(at, step, "completed; files: " + result.artifacts().size());
      case TaskEvent.StepFailed(var id, var at, var step, var cause) ->
          row(at, step, "failed for good: " + show(cause));
      case TaskEvent.StepSkipped(var id, var at, var step, var reason) ->
          row(at, step, "skipped: " + reason);
      case TaskEvent.StepKept(var id, var at, var step, var from) ->
          row(at, step, "kept, as it was done in " + from);
      case TaskEvent.StepCancelled(var id, var at, var step, var reason) ->
          row(at, step, "cancelled: " + reason);
      case TaskEvent.ApprovalRequested(var id, var at, var step, var expires) ->
          row(at, step, "waits for approval" + (expires == null ? "" : ", until " + expires));
      case TaskEvent.ApprovalResolved(var id, var at, var step, var approved, var by, var note) ->
          row(at, step, decision(approved, by, note));
      case TaskEvent.ApprovalClosed(var id, var at, var step, var reason) ->
          row(at, step, "no longer waits for approval: " + reason);
      case TaskEvent.TaskCompleted(var id, var at, var result) -> row(at, "task completed");
      case TaskEvent.TaskFailed(var id, var at, var cause) ->
          row(at, "task failed: " + show(cause));
      case TaskEvent.TaskCancelled(var id, var at, var by, var reason) ->
          row(at, "task cancelled by " + by + (reason == null ? "" : ": " + reason));
    }
  }

  private static String decision(boolean approved, @Nullable String by, @Nullable String note) {
    if (by == null) {
      return "denied: nobody has approved it in time";
    }
    return (approved ? "approved by " : "denied by ") + by + (note == null ? "" : ": " + note);
  }

  private void row(Instant at, String what) {
    table.row(after(at), "", "", "", OneLine.of(what));
  }

  private void row(Instant at, String step, String what) {
    table.row(after(at), OneLine.of(step), "", "", OneLine.of(what));
  }

  private void row(Instant at, StepAttempt step, String what) {
    table.row(
        after(at),
        OneLine.of(step.stepId()),
        names.of(step.agentId()),
        Integer.toString(step.attempt()),
        OneLine.of(what));
  }

  private String after(Instant at) {
    return begin == null ? "" : took(begin, at);
  }

  private static String took(Instant from, Instant to) {
    Duration took = Duration.between(from, to);
    return Durations.show(took.isNegative() ? Duration.ZERO : took);
  }

  private static String show(Failure failure) {
    return failure.message() + " (" + failure.code() + ")";
  }
}
