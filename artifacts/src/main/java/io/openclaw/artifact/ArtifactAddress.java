package io.openclaw.artifact;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.StepAttempt;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an artifact is: {@code artifact:<task>/<step>/<agent>/<attempt>/<name>}. What is written
 * under an address never changes. No part of one leads to another folder.
 */
public record ArtifactAddress(
    UUID taskId, String stepId, String agentId, String attempt, String name) {
  private static final String SCHEME = "artifact:";

  public ArtifactAddress {
    requireNonNull(taskId, "taskId is null");
    check(stepId);
    check(agentId);
    check(attempt);
    check(name);
  }

  public static ArtifactAddress of(UUID taskId, StepAttempt step, String name) {
    return new ArtifactAddress(
        taskId, step.stepId(), step.agentId(), Integer.toString(step.attempt()), name);
  }

  /** Reads a URI; empty where it is none of this form. */
  public static Optional<ArtifactAddress> parse(String uri) {
    String[] parts =
        isUri(uri) ? uri.substring(SCHEME.length()).split("/", -1) : new String[] {uri};
    if (parts.length != 5) {
      return Optional.empty();
    }
    try {
      UUID task = UUID.fromString(parts[0]);
      return task.toString().equals(parts[0])
          ? Optional.of(new ArtifactAddress(task, parts[1], parts[2], parts[3], parts[4]))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a text is meant to be one, of whatever task. */
  public static boolean isUri(String text) {
    return text.startsWith(SCHEME);
  }

  /** Whether a name is a plain, visible file name. */
  public static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.length() <= 200
        && !name.startsWith(".")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  public String uri() {
    return SCHEME + path();
  }

  /** With slashes, and with the task's id first. */
  public String path() {
    return String.join("/", taskId.toString(), pathInTask());
  }

  /** With slashes, from the task's folder on. */
  public String pathInTask() {
    return String.join("/", stepId, agentId, attempt, name);
  }

  private static void check(String segment) {
    if (!isPlain(segment)) {
      throw new IllegalArgumentException("cannot be a folder's name: " + segment);
    }
  }
}
