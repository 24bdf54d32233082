package io.openclaw.worker.failure;

import io.openclaw.artifact.ArtifactsUnavailableException;
import io.openclaw.event.Failure;
import java.io.IOException;

/** The codes of the worker's own failures; skills have theirs beside them. */
public enum FailureCode {
  /** The version of the workspace that the task was planned by is nowhere to be had. */
  WORKSPACE_UNAVAILABLE(true),
  /** The step is for an agent that is not in the workspace. */
  UNKNOWN_AGENT(false),
  UNKNOWN_SKILL(false),
  UNKNOWN_HANDLER(false),
  /** A private skill that is another agent's, or that its owner has not bound. */
  FORBIDDEN_SKILL(false),
  /** A file that neither the task nor its agent's permissions name. */
  FORBIDDEN_PATH(false),
  FILE_NOT_FOUND(false),
  /** No handler of the step's skills gives the expected output. */
  NO_HANDLER(false),
  /** An input that the goal needs and nobody gives. */
  INPUT_MISSING(false),
  /** An input that does not fit the handler's schema. */
  BAD_INPUT(false),
  /** An output that does not fit the handler's schema, or an artifact that is not as announced. */
  BAD_OUTPUT(false),
  /** The agent ended without the expected output. */
  OUTPUT_MISSING(false),
  OUTPUT_TOO_LARGE(false),
  /** An output with so many levels of arrays and objects that others could not read it. */
  OUTPUT_TOO_DEEP(false),
  RESULT_TOO_LARGE(false),
  /** More files than one attempt may announce. */
  TOO_MANY_FILES(false),
  /** The artifact store cannot be reached, or refuses. */
  ARTIFACTS_UNAVAILABLE(true),
  /** A value by reference is not in the artifact store any more. */
  VALUE_MISSING(false),
  /** A value by reference is not as it was stored. */
  VALUE_CORRUPT(false),
  /** Something else than the protocol came from the handler. */
  BAD_PROTOCOL(false),
  /** The handler ended without an answer. */
  SKILL_CRASHED(true),
  /** The handler failed in a way that it had not foreseen. */
  HANDLER_FAILED(false),
  /** The skill's MCP server cannot be reached, or does not serve now. */
  SERVER_UNAVAILABLE(true),
  /** The skill's MCP server does not take the worker's requests. */
  SERVER_REFUSED(false),
  /** The skill's MCP server has no such tool. */
  TOOL_MISSING(false),
  /** The tool takes other inputs than the handler declares. */
  TOOL_MISFIT(false),
  /** The host of the skill's MCP server is granted to nobody here, or is not public. */
  FORBIDDEN_HOST(false),
  /** The skill's requirements are not met; the next need tries again. */
  SKILL_NOT_READY(true),
  /** This machine cannot confine processes, and nobody has said that it need not. */
  NOT_SANDBOXED(true),
  /** The call took more memory, processes, processor time or disk space than it may. */
  LIMIT_EXCEEDED(false),
  /** The skill is not what the lock file pins, and waits for somebody to look at the change. */
  SKILL_CHANGED(false),
  /** The lock file does not name the skill, and this worker calls none but pinned ones. */
  SKILL_NOT_PINNED(false),
  /** The skill is called as often as its rate limit lets it; a later call finds a turn. */
  RATE_LIMITED(true),
  /** The skill takes more processors or memory than this worker has for all calls together. */
  RESOURCES_TOO_SMALL(false),
  /** Other calls had taken the worker's processors or memory all the time. */
  NO_ROOM(true),
  /** The skill needs more GPUs than its agent may have. */
  GPU_NOT_GRANTED(false),
  /** This worker has not the GPUs that the skill needs, or others had them all the time. */
  GPU_UNAVAILABLE(true),
  /** The call's hold on its GPUs could not be kept up, so it was ended. */
  GPU_LEASE_LOST(true),
  TIMEOUT(true),
  TURN_LIMIT(false),
  /** A fault of the worker or of its machine. */
  INTERNAL(true);

  private final boolean retryable;

  FailureCode(boolean retryable) {
    this.retryable = retryable;
  }

  /** What it means for a step that something about artifacts did not work. */
  public static Failure ofArtifacts(IOException cause) {
    return cause instanceof ArtifactsUnavailableException
        ? ARTIFACTS_UNAVAILABLE.failure(String.valueOf(cause.getMessage()))
        : INTERNAL.failure("cannot keep or read artifacts: " + cause.getMessage());
  }

  public Failure failure(String message) {
    return new Failure(name(), message, retryable);
  }
}
