package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why steps and tasks end without a result, in words for a person. */
final class Endings {
  static final String ENOUGH = "enough agents have completed the step";
  static final String STEP_OVER = "the step that it belongs to, or one beside it, has failed";
  static final String TASK_OVER = "the task has ended";

  private Endings() {}

  static Failure workerLost(Tries tries) {
    return Failure.passing(
        "WORKER_LOST",
        "Worker %s stopped or fell silent during attempt %d"
            .formatted(tries.workerId(), tries.attempt()));
  }

  static Failure overdue(PlannedStep step) {
    return Failure.passing(
        "TIMEOUT",
        "No result after %s, and no word from the worker for %s more"
            .formatted(seconds(step.timeout()), seconds(TaskClock.GRACE)));
  }

  static Failure outOfTime(Node node) {
    return Failure.permanent(
        "TIMEOUT", "Not done within %s".formatted(seconds(node.step.timeout())));
  }

  static Failure denied(@Nullable String by, @Nullable String note) {
    return Failure.permanent(
        "DENIED", "%s has denied it%s".formatted(by, note == null ? "" : ": " + note));
  }

  static Failure notApproved() {
    return Failure.permanent("APPROVAL_EXPIRED", "Nobody has approved it in time");
  }

  static Failure noList(Node node, @Nullable JsonNode found) {
    var forEach = node.step.conditions().forEach();
    String name = forEach == null ? "" : forEach.list();
    return Failure.permanent(
        "NO_LIST",
        found == null
            ? "It is to be done for each element of %s, and there is no %s".formatted(name, name)
            : "It is to be done for each element of %s, which is no list but of type %s"
                .formatted(name, Lists.typeOf(found)));
  }

  static Failure listTooLong(Node node, int size) {
    return Failure.permanent(
        "LIST_TOO_LONG",
        "It is to be done for each of %d elements; %d are the most"
            .formatted(size, ForEach.MAX_ELEMENTS));
  }

  static Failure tooManyElements(int size, int parts) {
    return Failure.permanent(
        "TOO_MANY_PARTS",
        "It is to be done for each of %d elements, and the task has %d parts without them; %d are the most"
            .formatted(size, parts, Room.PARTS));
  }

  static Failure tooManyParts(int parts) {
    return Failure.permanent(
        "TOO_MANY_PARTS",
        "The task's steps have %d parts by their agents; %d are the most"
            .formatted(parts, Room.PARTS));
  }

  static Failure tooManyFiles(int files, int before) {
    return Failure.permanent(
        "TOO_MANY_FILES",
        "It has made %d files, and the steps before it %d; a task has %d at most: pack them into one"
            .formatted(files, before, Room.FILES));
  }

  static Failure tooLargeToSend() {
    return Failure.permanent(
        "STEP_TOO_LARGE",
        "the step's inputs are too large to be sent: let earlier steps pass artifacts on");
  }

  static Failure conditionFailed(String condition, String why) {
    return Failure.permanent(
        "CONDITION_FAILED", "Its condition cannot be decided: %s (%s)".formatted(why, condition));
  }

  /** Of a step that none of its agents could even fail at. */
  static Failure nobody() {
    return Failure.permanent("CANCELLED", "It was ended before anybody completed it");
  }

  static Failure agentFailed(Assignment assignment, AssignmentState.Failed failed) {
    int attempt = failed.tries().attempt();
    String tries = attempt == 1 ? "" : " after " + attempt + " attempts";
    Failure cause = failed.cause();
    return Failure.permanent(
        cause.code(), "%s failed%s: %s".formatted(assignment.agentId(), tries, cause.message()));
  }

  static Failure stepFailed(Node node) {
    Failure cause = node.phase instanceof Phase.Failed failed ? failed.cause() : nobody();
    return Failure.permanent(
        cause.code(), "Step %s (%s): %s".formatted(node.path(), node.step.name(), cause.message()));
  }

  static Failure outOfTime(Plan plan, List<Node> steps) {
    String open =
        steps.stream()
            .filter(node -> !node.isOver())
            .map(node -> node.path() + " (" + node.step.name() + ")")
            .collect(Collectors.joining(", "));
    return Failure.permanent(
        "TIMEOUT",
        "The task was not done within %s; still open: %s".formatted(seconds(plan.timeout()), open));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
