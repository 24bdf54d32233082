package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.LiveEvent;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import io.openclaw.local.terminal.DisplayWidth;
import io.openclaw.local.terminal.Durations;
import io.openclaw.local.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task's events as text for a person, one after the other. Not thread-safe. */
final class Transcript {
  private final Terminal terminal;
  private final Screen screen;
  private final AgentNames names;
  private final Map<String, PlannedStep> plan = new LinkedHashMap<>();
  private final List<String> agents = new ArrayList<>();
  private final Map<StepAttempt, Instant> begun = new HashMap<>();
  private final Map<String, String> calls = new HashMap<>();
  private final Map<String, String> progress = new HashMap<>();
  private final Map<String, StringBuilder> words = new HashMap<>();
  private @Nullable Instant accepted;
  private int labelColumns;

  Transcript(Terminal terminal, AgentNames names) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.screen = new Screen(terminal);
    this.names = requireNonNull(names, "names is null");
  }

  /** Whether some agent's words, shown already, have all of these. */
  boolean hasSaid(String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .allMatch(line -> words.values().stream().anyMatch(said -> said.indexOf(line) >= 0));
  }

  /** Steps in the order of the plan. */
  List<PlannedStep> plan() {
    return List.copyOf(plan.values());
  }

  /** Shows one event; those of a kind that is not known here are left out. */
  void show(JsonNode event) {
    String type = event.path("type").asText();
    try {
      if (type.startsWith("io.openclaw.live.")) {
        live(EventJson.mapper().treeToValue(event, LiveEvent.class));
      } else {
        task(EventJson.mapper().treeToValue(event, TaskEvent.class));
      }
    } catch (InvalidTypeIdException e) {
      // A newer gateway tells more than this version knows.
    } catch (JsonProcessingException e) {
      screen.say("", terminal.dim("(an incomplete event of type " + type + ")"));
    }
  }

  private void task(TaskEvent event) {
    switch (event) {
      case TaskEvent.TaskAccepted(var id, var at, var tenant, var text, var files, var retryOf) -> {
        accepted = at;
        if (retryOf != null) {
          screen.say("", terminal.bold("Again  ") + retryOf);
        }
        files.forEach(file -> screen.say("", terminal.bold("File   ") + file.path()));
      }
      case TaskEvent.TaskRouted routed -> routed(routed);
      case TaskEvent.StepScheduled scheduled -> {}
      case TaskEvent.StepStarted(var id, var at, var step, var worker) -> begin(step, at);
      case TaskEvent.StepRetrying(var id, var at, var step, var cause, var next) ->
          say(
              step,
              terminal.yellow("↻ " + stepName(step) + " failed: " + show(cause))
                  + "; attempt %d in %s"
                      .formatted(step.attempt() + 1, Durations.show(between(at, next))));
      case TaskEvent.StepCompleted(var id, var at, var step, var result) ->
          say(step, terminal.green("✓ " + stepName(step)) + took(begun.get(step), at));
      case TaskEvent.StepFailed(var id, var at, var step, var cause) ->
          say(
              step,
              terminal.red("✗ " + stepName(step) + " failed: " + show(cause))
                  + took(begun.get(step), at));
      case TaskEvent.StepSkipped(var id, var at, var step, var reason) ->
          screen.say("", terminal.dim("· " + stepName(step) + " is skipped: " + reason));
      case TaskEvent.StepKept(var id, var at, var step, var from) ->
          screen.say("", terminal.dim("· " + stepName(step) + " is kept from the earlier task"));
      case TaskEvent.StepCancelled(var id, var at, var step, var reason) ->
          say(step, terminal.dim("· " + stepName(step.stepId()) + " is cancelled: " + reason));
      case TaskEvent.ApprovalRequested(var id, var at, var step, var expires) ->
          screen.say("", terminal.yellow("? " + stepName(step) + " waits for approval: ") + step);
      case TaskEvent.ApprovalResolved(var id, var at, var step, var approved, var by, var note) ->
          screen.say("", decision(step, approved, by, note));
      case TaskEvent.ApprovalClosed(var id, var at, var step, var reason) ->
          screen.say(
              "", terminal.dim("· " + stepName(step) + " no longer waits for approval: " + reason));
      case TaskEvent.TaskCompleted(var id, var at, var result) ->
          screen.say("", "\n" + terminal.green("✓ Completed") + took(accepted, at));
      case TaskEvent.TaskFailed(var id, var at, var cause) ->
          screen.say("", "\n" + terminal.red("✗ Failed") + took(accepted, at));
      case TaskEvent.TaskCancelled(var id, var at, var by, var reason) ->
          screen.say("", "\n" + terminal.yellow("✗ Cancelled by " + by) + took(accepted, at));
    }
  }

  private String decision(
      String step, boolean approved, @Nullable String by, @Nullable String note) {
    String who = by == null ? "nobody has approved it in time" : by;
    String word = approved ? terminal.green("✓ approved") : terminal.red("✗ denied");
    return word + " " + stepName(step) + " (" + who + (note == null ? ")" : ": " + note + ")");
  }

  private void routed(TaskEvent.TaskRouted routed) {
    var route = routed.route();
    String kind = route.kind().name().toLowerCase(Locale.ROOT);
    screen.say(
        "", terminal.bold("Route  ") + kind + " " + route.target() + ", by rule " + route.rule());
    screen.say("       ", terminal.dim(route.reason()));
    steps(routed.steps(), "", "");
    labelColumns = agents.stream().mapToInt(a -> DisplayWidth.of(names.of(a))).max().orElse(0);
    screen.say("", "\n");
  }

  /** The steps of a workflow, and those of its sub-workflows below them. */
  private void steps(List<PlannedStep> steps, String path, String indent) {
    steps.forEach(step -> plan.put(path + step.id(), step));
    int number = 0;
    for (PlannedStep step : steps) {
      boolean first = indent.isEmpty() && number == 0;
      screen.say(
          first ? terminal.bold("Plan   ") : "       ",
          indent
              + ++number
              + ". "
              + step.name()
              + ": "
              + who(step)
              + terminal.dim(needs(step, path)));
      if (step.work() instanceof Work.SubWorkflow flow) {
        steps(flow.steps(), path + step.id() + ".", indent + "   ");
      }
    }
  }

  private String who(PlannedStep step) {
    return switch (step.work()) {
      case Work.ByAgents work -> {
        work.agents().stream().filter(a -> !agents.contains(a)).forEach(agents::add);
        yield String.join(", ", work.agents().stream().map(names::of).toList());
      }
      case Work.SubWorkflow flow -> "workflow " + flow.workflow();
    };
  }

  private String needs(PlannedStep step, String path) {
    List<String> before =
        step.dependsOn().stream()
            .map(id -> requireNonNull(plan.getOrDefault(path + id, step)).name())
            .toList();
    return before.isEmpty() ? "" : ", after " + String.join(", ", before);
  }

  private void live(LiveEvent event) {
    StepAttempt step = event.step();
    String call;
    begin(step, event.at());
    switch (event) {
      case LiveEvent.TextDelta(var id, var at, var who, var text) -> {
        words.computeIfAbsent(key(step), any -> new StringBuilder()).append(text);
        screen.stream(key(step), prefix(step), text);
      }
      case LiveEvent.SkillCalled(var id, var at, var who, var callId, var handler, var args) -> {
        calls.put(key(step) + callId, handler);
        say(step, "⚙ " + handler);
      }
      case LiveEvent.SkillProgress(
              var id,
              var at,
              var who,
              var callId,
              var message,
              var fraction) -> {
        call = key(step) + callId;
        String text = percent(fraction) + message;
        if (!text.equals(progress.put(call, text))) {
          say(step, terminal.dim("  " + text));
        }
      }
      case LiveEvent.SkillReturned(var id, var at, var who, var callId, var took, var failure) -> {
        String handler = calls.getOrDefault(key(step) + callId, callId);
        say(
            step,
            failure == null
                ? terminal.green("  ✓ ") + handler + terminal.dim(" " + Durations.show(took))
                : terminal.red("  ✗ " + handler + ": " + show(failure)));
      }
    }
  }

  /** What is seen live may come before the record that the attempt has started. */
  private void begin(StepAttempt step, Instant at) {
    if (begun.putIfAbsent(step, at) == null) {
      String again = step.attempt() > 1 ? ", attempt " + step.attempt() : "";
      say(step, terminal.bold("▶ " + stepName(step)) + again);
    }
  }

  private void say(StepAttempt step, String text) {
    screen.finish(key(step), prefix(step));
    screen.say(prefix(step), text);
  }

  private String prefix(StepAttempt step) {
    String label = DisplayWidth.padRight(names.of(step.agentId()), labelColumns);
    return terminal.coloured(agents.indexOf(step.agentId()), label + " │ ");
  }

  private String stepName(StepAttempt step) {
    return stepName(step.stepId());
  }

  /** With the number of the element where it is done for one: {@code reviews[2]}. */
  private String stepName(String path) {
    PlannedStep planned = plan.get(path.replaceAll("\\[\\d+]", ""));
    if (planned == null) {
      return path;
    }
    int element = path.lastIndexOf('[');
    return path.endsWith("]") && element > 0
        ? planned.name() + " " + path.substring(element)
        : planned.name();
  }

  private static String key(StepAttempt step) {
    return step.stepId() + "/" + step.agentId() + "/" + step.attempt() + "/";
  }

  private static String show(Failure failure) {
    return failure.message() + " (" + failure.code() + ")";
  }

  private static String percent(@Nullable Double fraction) {
    return fraction == null ? "" : String.format(Locale.ROOT, "%3.0f %% ", fraction * 100);
  }

  private String took(@Nullable Instant from, Instant to) {
    return from == null ? "" : terminal.dim(" in " + Durations.show(between(from, to)));
  }

  private static Duration between(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.isNegative() ? Duration.ZERO : between;
  }
}
