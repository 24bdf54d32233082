package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has become of one agent's part of a step, by the task's events. */
final class PartFacts {
  final String path;
  final String agentId;

  StepStatus status = StepStatus.SCHEDULED;
  int attempt;
  int retries;
  int losses;

  /** The process that answers for the newest attempt, and since when; null before its start. */
  @Nullable UUID runner;

  @Nullable Instant since;

  /** Before this moment there is no other attempt; null where the newest one is not over. */
  @Nullable Instant nextAt;

  @Nullable Result result;
  final List<Failure> causes = new ArrayList<>();

  PartFacts(String path, String agentId) {
    this.path = path;
    this.agentId = agentId;
  }

  StepAttempt newest() {
    return new StepAttempt(path, agentId, attempt);
  }

  boolean isNewest(StepAttempt other) {
    return attempt == other.attempt();
  }

  /** A report of the newest attempt counts. */
  boolean isSent() {
    return status == StepStatus.SCHEDULED || status == StepStatus.RUNNING;
  }

  boolean isOpen() {
    return isSent() || status == StepStatus.RETRYING;
  }

  void scheduled() {
    attempt++;
    status = StepStatus.SCHEDULED;
    runner = null;
    since = null;
    nextAt = null;
  }

  /** Somebody answers for it from now on; of the second and later starts there is no event. */
  void taken(UUID incarnation, Instant now) {
    if (!incarnation.equals(runner)) {
      runner = incarnation;
      since = now;
    }
  }

  void retrying(TaskEvent.StepRetrying event, boolean isLoss) {
    status = StepStatus.RETRYING;
    causes.add(event.cause());
    nextAt = event.nextAt();
    if (isLoss) {
      losses++;
    } else {
      retries++;
    }
  }

  void failed(Failure cause) {
    causes.add(cause);
    status = StepStatus.FAILED;
  }

  void completed(Result made) {
    result = requireNonNull(made);
    status = StepStatus.COMPLETED;
  }

  @Override
  public String toString() {
    return "%s of %s, attempt %d, %s".formatted(agentId, path, attempt, status);
  }
}
