package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for every task's history, checked as it is made. */
final class EventRules {
  /** The code of failures whose message names the attempt that they are about. */
  static final String TOLD = "TOLD";

  /** Of the task that this one tries again; null where it is the first. */
  private final @Nullable EventRules earlier;

  private final Map<String, Integer> newestAttempt = new HashMap<>();
  private final Map<String, String> ended = new HashMap<>();
  private final Map<String, JsonNode> recorded = new HashMap<>();
  private final Set<StepAttempt> open = new HashSet<>();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> unanswered = new HashSet<>();
  private final Set<String> approved = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private final List<StepAttempt> scheduled = new ArrayList<>();
  private boolean over;

  EventRules(@Nullable EventRules earlier) {
    this.earlier = earlier;
  }

  void check(TaskEvent event) {
    assertThat(over).as("nothing after the end: %s", event).isFalse();
    switch (event) {
      case TaskEvent.TaskAccepted _, TaskEvent.TaskRouted _ -> {}
      case TaskEvent.StepScheduled it -> schedule(it.step());
      case TaskEvent.StepStarted it -> isOpen(it.step());
      case TaskEvent.StepRetrying it -> {
        isOpen(it.step());
        isAbout(it.step(), it.cause());
        open.remove(it.step());
      }
      case TaskEvent.StepCompleted it -> {
        isOpen(it.step());
        assertThat(it.result().text()).isEqualTo(it.step().toString());
        it.result().outputs().values().forEach(v -> recorded.put(place(it.step()), v));
        end(it.step(), "completed");
      }
      case TaskEvent.StepFailed it -> {
        isOpen(it.step());
        isAbout(it.step(), it.cause());
        end(it.step(), "failed");
      }
      case TaskEvent.StepCancelled it -> {
        isNewest(it.step());
        end(it.step(), "cancelled");
      }
      case TaskEvent.StepKept it -> keep(it.stepId());
      case TaskEvent.StepSkipped it ->
          assertThat(newestAttempt.keySet()).noneMatch(one -> one.startsWith(it.stepId() + "/"));
      case TaskEvent.ApprovalRequested it -> {
        assertThat(asked.add(it.stepId())).as("asked once: %s", it).isTrue();
        unanswered.add(it.stepId());
      }
      case TaskEvent.ApprovalResolved it -> {
        assertThat(unanswered.remove(it.stepId())).as("answered once: %s", it).isTrue();
        if (it.approved()) {
          approved.add(it.stepId());
        }
      }
      case TaskEvent.ApprovalClosed it ->
          assertThat(unanswered.remove(it.stepId())).as("closed once: %s", it).isTrue();
      case TaskEvent.TaskCompleted _, TaskEvent.TaskFailed _, TaskEvent.TaskCancelled _ ->
          over = true;
    }
  }

  /** What a step is given was made before, and recorded. */
  void check(RunStep command) {
    command
        .inputs()
        .values()
        .forEach(input -> {
          List<JsonNode> values = new ArrayList<>();
          leaves(input, values);
          assertThat(recorded.values())
              .as("inputs of %s", command.step())
              .containsAll(values.stream().filter(EventRules::isMade).toList());
        });
  }

  private static boolean isMade(JsonNode value) {
    return value.asText().startsWith(StepAttempt.class.getSimpleName());
  }

  /** What holds at every moment. */
  void checkState(TaskState state) {
    state.nodes().forEach(node -> checkNode(state, node));
  }

  /** What holds when all is over. */
  void checkEnd(List<RunStep> commands, List<CancelStep> cancels, TaskState state) {
    assertThat(over).as("ends").isTrue();
    assertThat(open).as("nothing is left open").isEmpty();
    assertThat(unanswered).as("nobody is asked any more").isEmpty();
    assertThat(state.attempts()).isEmpty();
    assertThat(commands)
        .as("one command for each schedule")
        .extracting(RunStep::step)
        .containsExactlyElementsOf(scheduled);
    assertThat(scheduled)
        .as("nobody is told to end what was never begun")
        .containsAll(cancels.stream().map(CancelStep::step).toList());
    if (state.plan() == null) {
      return;
    }
    assertThat(state.nodes()).as("all is over").allMatch(Node::isOver);
    if (state.outcome() instanceof Outcome.Completed completed) {
      assertThat(state.roots()).noneMatch(Node::isFatal);
      List<JsonNode> made = new ArrayList<>();
      completed.result().outputs().values().forEach(value -> leaves(value, made));
      assertThat(recorded.values()).as("what was said, once each").containsAll(made);
      assertThat(made).doesNotHaveDuplicates();
    }
  }

  private void checkNode(TaskState state, Node node) {
    if (kept.contains(node.path())) {
      // It was complete by the plan of then; RetryRules has what holds for it now.
      return;
    }
    if (node.phase instanceof Phase.Completed && !node.isList()) {
      switch (node.step.work()) {
        case Work.ByAgents work -> assertThat(enough(node, work)).as(node.path()).isTrue();
        case Work.SubWorkflow _ -> assertThat(node.children).noneMatch(Node::isFatal);
      }
    }
    ForEach forEach = node.step.conditions().forEach();
    if (forEach != null) {
      assertThat(node.children.stream().filter(it -> it.phase instanceof Phase.Working).count())
          .as("elements of %s under way", node.path())
          .isLessThanOrEqualTo(forEach.maxConcurrent());
    }
    if (node.isOver()) {
      assertThat(node.children).as("children of %s", node.path()).allMatch(Node::isOver);
      assertThat(node.assignments).noneMatch(one -> one.state() instanceof AssignmentState.Open);
    }
    if (node.step.conditions().approval() != null
        && (node.phase instanceof Phase.Working || node.phase instanceof Phase.Completed)) {
      assertThat(approved).as("approved before it begins").contains(node.path());
    }
    checkOrder(state, node);
  }

  /** Only what undoes something begins before what it depends on is over. */
  private static void checkOrder(TaskState state, Node node) {
    List<Node> siblings = node.parent == null ? state.roots() : node.parent.children;
    if (node.element >= 0
        || node.isCompensation(siblings)
        || !(node.phase instanceof Phase.Working)) {
      return;
    }
    assertThat(siblings)
        .filteredOn(other -> node.step.dependsOn().contains(other.step.id()))
        .as("what %s depends on", node.path())
        .allMatch(Node::isOver);
  }

  private static boolean enough(Node node, Work.ByAgents work) {
    long completed =
        node.assignments.stream()
            .filter(one -> one.state() instanceof AssignmentState.Completed)
            .count();
    boolean fallback = node.assignments.size() > work.agents().size();
    return fallback
        ? node.assignments.getLast().state() instanceof AssignmentState.Completed
        : completed >= work.join();
  }

  /** What was made and agreed to by then counts for this task as well. */
  private void keep(String step) {
    assertThat(scheduled).as("%s is kept before anything begins", step).isEmpty();
    assertThat(kept.add(step)).as("kept once: %s", step).isTrue();
    EventRules before = requireNonNull(earlier, "kept, but from nowhere");
    before.recorded.forEach((place, value) -> {
      if (place.startsWith(step + "/") || isWithin(place, step)) {
        recorded.put(place, value);
      }
    });
    before.approved.stream().filter(path -> isWithin(path, step)).forEach(approved::add);
  }

  private static boolean isWithin(String path, String step) {
    return path.startsWith(step + ".") || path.startsWith(step + "[");
  }

  private void schedule(StepAttempt attempt) {
    int expected = newestAttempt.merge(place(attempt), 1, Integer::sum);
    assertThat(attempt.attempt()).as("attempts rise by one: %s", attempt).isEqualTo(expected);
    assertThat(ended).doesNotContainKey(place(attempt));
    assertThat(open.add(attempt)).isTrue();
    scheduled.add(attempt);
  }

  private void isOpen(StepAttempt attempt) {
    assertThat(open).contains(attempt);
    isNewest(attempt);
  }

  private void isNewest(StepAttempt attempt) {
    assertThat(attempt.attempt()).isEqualTo(newestAttempt.get(place(attempt)));
  }

  private void end(StepAttempt attempt, String how) {
    open.remove(attempt);
    assertThat(ended.put(place(attempt), how)).as("ends once: %s", attempt).isNull();
  }

  private static void isAbout(StepAttempt attempt, Failure cause) {
    if (cause.code().equals(TOLD)) {
      assertThat(cause.message()).isEqualTo(attempt.toString());
    }
  }

  private static void leaves(JsonNode value, List<JsonNode> into) {
    if (value.isContainerNode()) {
      value.forEach(child -> leaves(child, into));
    } else if (!value.isNull()) {
      into.add(value);
    }
  }

  private static String place(StepAttempt attempt) {
    return attempt.stepId() + "/" + attempt.agentId();
  }
}
