package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One call, checked and ready to run.
 *
 * @param callId unique within the attempt
 * @param inputs with files as absolute paths
 * @param artifactsDir where the call may write files of its result
 * @param timeout of this call
 * @param gpus leased for it; empty: it has to do without
 */
public record SkillCall(
    StepScope scope,
    String callId,
    Tool tool,
    ObjectNode inputs,
    Path artifactsDir,
    Duration timeout,
    List<GpuDevice> gpus) {
  public SkillCall {
    requireNonNull(scope, "scope is null");
    requireNonNull(callId, "callId is null");
    requireNonNull(tool, "tool is null");
    requireNonNull(inputs, "inputs is null");
    requireNonNull(artifactsDir, "artifactsDir is null");
    requireNonNull(timeout, "timeout is null");
    gpus = List.copyOf(gpus);
  }

  /** Without GPUs. */
  public SkillCall(
      StepScope scope,
      String callId,
      Tool tool,
      ObjectNode inputs,
      Path artifactsDir,
      Duration timeout) {
    this(scope, callId, tool, inputs, artifactsDir, timeout, List.of());
  }

  public SkillCall within(Duration time) {
    return new SkillCall(scope, callId, tool, inputs, artifactsDir, time, gpus);
  }

  public SkillCall with(List<GpuDevice> devices) {
    return new SkillCall(scope, callId, tool, inputs, artifactsDir, timeout, devices);
  }
}
