package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task without asking the engine: what its events have said, and who has said
 * that he answers for an attempt. The rules compare it with what the plan asks for, and with the
 * state.
 */
final class Facts {
  /** Where a person's word about a step stands. */
  enum Word {
    ASKED,
    APPROVED,
    DENIED,
    EXPIRED,
    CLOSED
  }

  /** Of the task that this one tries again; null where it is the first. */
  private final @Nullable Facts earlier;

  private final Map<String, Map<String, PartFacts>> parts = new HashMap<>();
  private final Map<String, Word> words = new HashMap<>();
  private final Map<String, @Nullable Instant> expiries = new HashMap<>();
  private final Set<String> skipped = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private Duration paused = Duration.ZERO;
  private @Nullable Instant pausedSince;
  private boolean over;
  private int open;
  private int asked;

  Facts(@Nullable Facts earlier) {
    this.earlier = earlier;
  }

  /** How the step's agents have fared, in the order in which they were asked. */
  Collection<PartFacts> partsOf(String path) {
    return parts.getOrDefault(path, Map.of()).values();
  }

  void forEachPart(Consumer<PartFacts> action) {
    for (Map<String, PartFacts> ofStep : parts.values()) {
      ofStep.values().forEach(action);
    }
  }

  @Nullable PartFacts part(String path, String agentId) {
    return parts.getOrDefault(path, Map.of()).get(agentId);
  }

  /** The part whose newest attempt this is, and is with the workers; null where it is none. */
  @Nullable PartFacts sent(StepAttempt attempt) {
    PartFacts part = part(attempt.stepId(), attempt.agentId());
    return part != null && part.isSent() && part.isNewest(attempt) ? part : null;
  }

  @Nullable Word word(String path) {
    return words.get(path);
  }

  @Nullable Instant expiry(String path) {
    return expiries.get(path);
  }

  boolean isSkipped(String path) {
    return skipped.contains(path);
  }

  boolean isKept(String path) {
    return kept.contains(path);
  }

  boolean isOver() {
    return over;
  }

  /** Whether the task waits for people, and for nothing else. */
  boolean isPaused() {
    return pausedSince != null;
  }

  /** How long it has, in all. */
  Duration pausedUntil(Instant now) {
    return pausedSince == null ? paused : paused.plus(Duration.between(pausedSince, now));
  }

  boolean isQuiet() {
    return open == 0 && asked == 0;
  }

  /** Before the events that follow from it. */
  void given(TaskInput input, Instant now) {
    if (input instanceof TaskInput.Reported(StepReport.Started started)) {
      PartFacts part = sent(started.step());
      if (part != null) {
        part.taken(started.incarnation(), now);
      }
    }
  }

  void tell(TaskEvent event, TaskInput cause) {
    switch (event) {
      case TaskEvent.TaskAccepted _, TaskEvent.TaskRouted _ -> {}
      case TaskEvent.StepScheduled it -> schedule(it.step());
      case TaskEvent.StepStarted it -> of(it.step()).status = StepStatus.RUNNING;
      case TaskEvent.StepRetrying it ->
          of(it.step()).retrying(it, cause instanceof TaskInput.WorkerLost);
      case TaskEvent.StepCompleted it -> {
        of(it.step()).completed(it.result());
        open--;
      }
      case TaskEvent.StepFailed it -> {
        of(it.step()).failed(it.cause());
        open--;
      }
      case TaskEvent.StepCancelled it -> {
        of(it.step()).status = StepStatus.CANCELLED;
        open--;
      }
      case TaskEvent.StepKept it -> keep(it.stepId());
      case TaskEvent.StepSkipped it -> skipped.add(it.stepId());
      case TaskEvent.ApprovalRequested it -> {
        words.put(it.stepId(), Word.ASKED);
        expiries.put(it.stepId(), it.expiresAt());
        asked++;
      }
      case TaskEvent.ApprovalResolved it ->
          answer(it.stepId(), it.approved() ? Word.APPROVED : denied(it));
      case TaskEvent.ApprovalClosed it -> answer(it.stepId(), Word.CLOSED);
      case TaskEvent.TaskCompleted _, TaskEvent.TaskFailed _, TaskEvent.TaskCancelled _ ->
          over = true;
    }
  }

  /** After all that has followed from an input; the state is another one now. */
  void moved(Instant now) {
    boolean waits = asked > 0 && open == 0;
    if (waits && pausedSince == null) {
      pausedSince = now;
    } else if (!waits && pausedSince != null) {
      paused = pausedUntil(now);
      pausedSince = null;
    }
  }

  private static Word denied(TaskEvent.ApprovalResolved event) {
    return event.by() == null ? Word.EXPIRED : Word.DENIED;
  }

  private void answer(String path, Word word) {
    words.put(path, word);
    asked--;
  }

  private void schedule(StepAttempt attempt) {
    PartFacts part =
        parts
            .computeIfAbsent(attempt.stepId(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(attempt.agentId(), agent -> new PartFacts(attempt.stepId(), agent));
    if (part.attempt == 0) {
      open++;
    }
    part.scheduled();
  }

  private PartFacts of(StepAttempt attempt) {
    return requireNonNull(part(attempt.stepId(), attempt.agentId()), "never begun: " + attempt);
  }

  /** What was made by then counts for this task as well. */
  private void keep(String step) {
    kept.add(step);
    Facts before = requireNonNull(earlier, "kept, but from nowhere");
    for (String path : List.copyOf(before.parts.keySet())) {
      if (path.equals(step) || path.startsWith(step + ".") || path.startsWith(step + "[")) {
        parts.put(path, requireNonNull(before.parts.get(path)));
      }
    }
  }
}
