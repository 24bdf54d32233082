package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One call, checked and ready to run.
 *
 * @param callId unique within the attempt
 * @param inputs with files as absolute paths
 * @param artifactsDir where the call may write files of its result
 * @param timeout of this call
 */
public record SkillCall(
    StepScope scope,
    String callId,
    Tool tool,
    ObjectNode inputs,
    Path artifactsDir,
    Duration timeout) {
  public SkillCall {
    requireNonNull(scope, "scope is null");
    requireNonNull(callId, "callId is null");
    requireNonNull(tool, "tool is null");
    requireNonNull(inputs, "inputs is null");
    requireNonNull(artifactsDir, "artifactsDir is null");
    requireNonNull(timeout, "timeout is null");
  }
}
