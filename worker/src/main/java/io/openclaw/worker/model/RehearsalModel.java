package io.openclaw.worker.model;

import io.openclaw.event.Failure;
import io.openclaw.route.HandlerChoice;
import io.openclaw.worker.agent.Conversation;
import io.openclaw.worker.agent.Model;
import io.openclaw.worker.agent.ToolCall;
import io.openclaw.worker.agent.Turn;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.plan.Goal;
import io.openclaw.worker.plan.Plan;
import io.openclaw.worker.plan.PlannedCall;
import io.openclaw.worker.plan.Planner;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Skill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in while no model provider is configured, and says so. It chooses calls by what handlers
 * declare and speaks of what they really gave; the same conversation always gets the same turn.
 */
public final class RehearsalModel implements Model {

  @Override
  public Turn next(Conversation conversation, TextSink sink) {
    Progress progress = Progress.of(conversation);
    Words words = Words.in(conversation.goal().language());
    List<Tool> candidates = candidates(conversation);
    if (candidates.isEmpty()) {
      return withoutGoal(conversation, words, sink);
    }
    for (Tool candidate : candidates) {
      if (progress.hasReturned(candidate)) {
        return say(sink, words.closing(progress, candidate));
      }
    }
    return towards(candidates, conversation, progress, words, sink);
  }

  /** The handlers whose output would be the end of it, best first. */
  private static List<Tool> candidates(Conversation conversation) {
    Goal goal = conversation.goal();
    if (goal.expectedOutput() != null) {
      return conversation.tools().stream()
          .filter(tool -> goal.expectedOutput().equals(tool.handler().produces()))
          .toList();
    }
    List<Skill> skills = conversation.tools().stream().map(Tool::skill).distinct().toList();
    HandlerChoice choice = HandlerChoice.of(goal.request(), skills);
    return choice == null ? List.of() : List.of(new Tool(choice.skill(), choice.handler()));
  }

  private static Turn withoutGoal(Conversation conversation, Words words, TextSink sink) {
    String expected = conversation.goal().expectedOutput();
    return expected == null
        ? say(sink, words.offer(conversation.tools()))
        : new Turn.Failed(
            FailureCode.NO_HANDLER.failure(
                "no handler of the step's skills produces '" + expected + "'"));
  }

  private static Turn towards(
      List<Tool> candidates,
      Conversation conversation,
      Progress progress,
      Words words,
      TextSink sink) {
    List<Tool> usable =
        conversation.tools().stream().filter(tool -> !progress.hasFailed(tool)).toList();
    Planner planner = new Planner(conversation.goal(), usable, progress.outputs());
    Failure lack = null;
    for (Tool candidate : candidates.stream().filter(usable::contains).toList()) {
      switch (planner.planFor(candidate)) {
        case Plan.Ready plan -> {
          return call(plan.calls(), candidate, progress, words, sink);
        }
        case Plan.Missing missing -> lack = lack == null ? missing.failure() : lack;
      }
    }
    return new Turn.Failed(reason(progress.lastFailure(), lack));
  }

  /** A call that failed on the way explains more than the input that is missing for it. */
  private static Failure reason(@Nullable Failure failedCall, @Nullable Failure lack) {
    if (failedCall != null) {
      return failedCall;
    }
    return lack == null ? FailureCode.INTERNAL.failure("nothing left to plan") : lack;
  }

  private static Turn call(
      List<PlannedCall> calls, Tool target, Progress progress, Words words, TextSink sink) {
    PlannedCall first = calls.getFirst();
    String id = "call-" + (progress.count() + 1);
    String text = words.before(calls, target, progress);
    stream(sink, text);
    return new Turn.Calls(text, List.of(new ToolCall(id, first.tool(), first.arguments())));
  }

  private static Turn say(TextSink sink, String text) {
    stream(sink, text);
    return new Turn.Final(text);
  }

  /** Sentence by sentence, as a model would. */
  private static void stream(TextSink sink, String text) {
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      if ("。；\n".indexOf(text.charAt(i)) >= 0 || text.startsWith(". ", i)) {
        sink.text(text.substring(begin, i + 1));
        begin = i + 1;
      }
    }
    sink.text(text.substring(begin));
  }
}
