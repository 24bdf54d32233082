package io.openclaw.orchestrator.support;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.Topics;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Requests that the product's workspace knows what to do with. */
public final class Tasks {
  public static final String WORKFLOW = "端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型";
  public static final String SHARED_SKILL = "分析 workspace/datasets/penguins.csv";

  /** All topics on which steps of the product's workspace are sent. */
  public static final List<String> STEP_TOPICS =
      List.of(
          Topics.steps("agent-ai-001"),
          Topics.steps("agent-pm-002"),
          Topics.steps("agent-arch-003"),
          Topics.steps("shared"));

  private Tasks() {}

  /** Sends a request as the gateway does; its task's id. */
  public static UUID submit(Wire wire, String text) {
    UUID id = UUID.randomUUID();
    wire.send(Topics.TASKS, id.toString(), command(id, text));
    return id;
  }

  public static SubmitTask command(UUID id, String text) {
    return new SubmitTask(id, Instant.now(), "default", text, null, Map.of());
  }

  /** Does each command of a task once, as soon as it comes. To be called again and again. */
  public static Set<RunStep> workOff(FakeWorker worker, UUID taskId, Set<RunStep> done) {
    List<RunStep> commands = worker.commandsOf(taskId);
    Set<RunStep> all = new HashSet<>(done);
    for (RunStep command : commands) {
      if (all.add(command)) {
        worker.start(command);
        worker.complete(command);
      }
    }
    return all;
  }
}
