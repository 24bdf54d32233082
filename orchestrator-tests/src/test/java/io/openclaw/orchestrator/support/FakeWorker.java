package io.openclaw.orchestrator.support;

import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.Topics;
import io.openclaw.event.WorkerSignal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plays a worker by hand: sees the commands of one task, says what the test wants it to say. */
public final class FakeWorker {
  public final String workerId;
  public final UUID incarnation = UUID.randomUUID();
  private final Wire wire;
  private final Wire.Tap commands;

  public FakeWorker(Wire wire, Wire.Tap commands, String workerId) {
    this.wire = wire;
    this.commands = commands;
    this.workerId = workerId;
  }

  /** Commands of a task so far, as they came. */
  public List<RunStep> commandsOf(UUID taskId) {
    return commands.events(taskId.toString(), StepCommand.class).stream()
        .map(RunStep.class::cast)
        .toList();
  }

  /** The command of that attempt; null where it has not come yet. */
  public @Nullable RunStep command(UUID taskId, String stepId, String agentId, int attempt) {
    return commandsOf(taskId).stream()
        .filter(command ->
            command.step().stepId().equals(stepId)
                && command.step().agentId().equals(agentId)
                && command.step().attempt() == attempt)
        .findFirst()
        .orElse(null);
  }

  public void beat() {
    beat(Map.of());
  }

  /** With the partitions that come to it, by step topic. */
  public void beat(Map<String, Set<Integer>> partitions) {
    wire.send(
        Topics.WORKERS,
        workerId,
        new WorkerSignal.Heartbeat(workerId, incarnation, Instant.now(), 0, partitions));
  }

  public void stop() {
    wire.send(
        Topics.WORKERS, workerId, new WorkerSignal.Stopped(workerId, incarnation, Instant.now()));
  }

  public void start(RunStep command) {
    report(
        new StepReport.Started(
            command.taskId(), Instant.now(), command.step(), workerId, incarnation));
  }

  /** Completes with the expected output and a text that tells the attempt. */
  public void complete(RunStep command) {
    report(completion(command));
  }

  public void fail(RunStep command, Failure cause) {
    report(
        new StepReport.Failed(command.taskId(), Instant.now(), command.step(), cause, incarnation));
  }

  public void report(StepReport report) {
    wire.send(Topics.REPORTS, report.taskId().toString(), report);
  }

  public static StepReport.Completed completion(RunStep command) {
    String output = command.expectedOutput() == null ? "output" : command.expectedOutput();
    String text = "%s by %s".formatted(command.instruction(), command.step());
    return new StepReport.Completed(
        command.taskId(),
        Instant.now(),
        command.step(),
        new Result(text, Map.of(output, TextNode.valueOf(text)), List.of()));
  }
}
