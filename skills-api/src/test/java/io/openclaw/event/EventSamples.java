package io.openclaw.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openclaw.event.Conditions.Approval;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One event of each type, every component filled. Their JSON is in {@code golden/}. */
final class EventSamples {
  static final List<Class<?>> STREAMS =
      List.of(
          TaskCommand.class,
          StepCommand.class,
          StepReport.class,
          TaskEvent.class,
          LiveEvent.class,
          WorkerSignal.class);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final UUID TASK = UUID.fromString("0193a4c0-7d5e-7b1a-9c3d-5e8f70214a6b");
  private static final UUID INCARNATION = UUID.fromString("5b8e2f14-90ac-4d37-8f61-c2d4e6a89b03");
  private static final Instant AT = Instant.parse("2026-11-22T09:30:00.125Z");
  private static final StepAttempt STEP = new StepAttempt("step-3", "agent-ai-001", 2);

  private static final Failure FAILURE =
      new Failure("TIMEOUT", "ai-engineer:model_training took longer than 3600 s", true);

  private static final JsonNode DATA =
      JSON.objectNode().put("path", "/workspace/datasets/penguins.csv").put("rows", 344);

  private static final Artifact ARTIFACT =
      new Artifact(
          "model_card.md",
          "artifact:" + TASK + "/step-3/agent-ai-001/2/model_card.md",
          "text/markdown",
          2048,
          "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

  private static final Result RESULT =
      new Result("已上线 penguins-species v1", Map.of("deployed_model", DATA), List.of(ARTIFACT));

  private static final Attachment ATTACHMENT =
      new Attachment("penguins.csv", "/workspace/datasets/penguins.csv");

  private static final PlannedStep PLANNED =
      new PlannedStep(
          "step-3",
          "模型训练与部署",
          List.of("step-2"),
          List.of("tech_design_doc", "training_data"),
          "deployed_model",
          Duration.ofHours(1),
          new Work.ByAgents(
              List.of("agent-ai-001"),
              1,
              "训练并上线",
              List.of("ai-engineer", "shared/data-analysis"),
              "ai-engineer:model_training",
              new RetryRule(
                  3, Duration.ofSeconds(1), Duration.ofMinutes(1), Set.of("MODEL_OVERLOADED"))),
          new Conditions(
              "has(values.tech_design_doc)",
              new ForEach("regions", "region", 2),
              new Approval(Duration.ofHours(24)),
              new OnFailure.Fallback("agent-arch-003")));

  private static final PlannedStep RELEASE =
      new PlannedStep(
          "release",
          "发布",
          List.of("step-3"),
          List.of(),
          null,
          Duration.ofHours(2),
          new Work.SubWorkflow("release", List.of(simple("build", "undo"), simple("undo", null))),
          Conditions.NONE);

  private EventSamples() {}

  private static PlannedStep simple(String id, @Nullable String undoneBy) {
    return new PlannedStep(
        id,
        id,
        List.of(),
        List.of(),
        null,
        Duration.ofMinutes(5),
        new Work.ByAgents(List.of("agent-ai-001"), 1, null, List.of(), null, RetryRule.NONE),
        undoneBy == null
            ? Conditions.NONE
            : new Conditions(null, null, null, new OnFailure.Compensate(undoneBy)));
  }

  static Stream<Object> all() {
    return Stream.of(
        new TaskCommand.SubmitTask(
            TASK, AT, "acme", "训练一个企鹅分类模型", "agent-ai-001", Map.of("training_data", DATA)),
        new StepCommand.RunStep(
            TASK,
            AT,
            "acme",
            STEP,
            "0123456789abcdef",
            "训练一个企鹅分类模型",
            "模型训练与部署",
            Map.of("training_data", DATA),
            List.of(ATTACHMENT),
            List.of("ai-engineer"),
            "ai-engineer:model_training",
            "deployed_model",
            Duration.ofMinutes(90),
            TASK + ":step-3:agent-ai-001",
            131072,
            List.of(INCARNATION)),
        new TaskCommand.CancelTask(TASK, AT, "acme", "token:ops", "不需要了"),
        new TaskCommand.ResolveApproval(TASK, AT, "acme", "release", true, "token:ops", "go"),
        new TaskCommand.RetryTask(INCARNATION, AT, "acme", TASK, "step-3"),
        new StepCommand.CancelStep(TASK, AT, STEP, "the task has ended"),
        new StepReport.Started(TASK, AT, STEP, "worker-1", INCARNATION),
        new StepReport.Completed(TASK, AT, STEP, RESULT),
        new StepReport.Failed(TASK, AT, STEP, FAILURE, INCARNATION),
        new TaskEvent.TaskAccepted(TASK, AT, "acme", "训练一个企鹅分类模型", List.of(ATTACHMENT), null),
        new TaskEvent.TaskRouted(
            TASK,
            AT,
            new Route(
                "end_to_end_feature_delivery",
                Route.Kind.WORKFLOW,
                "end-to-end-delivery",
                "端到端 matched, priority 15"),
            "0123456789abcdef",
            List.of(PLANNED, RELEASE)),
        new TaskEvent.StepScheduled(TASK, AT, STEP),
        new TaskEvent.StepStarted(TASK, AT, STEP, "worker-1"),
        new TaskEvent.StepRetrying(TASK, AT, STEP, FAILURE, AT.plusSeconds(4)),
        new TaskEvent.StepCompleted(TASK, AT, STEP, RESULT),
        new TaskEvent.StepFailed(TASK, AT, STEP, FAILURE),
        new TaskEvent.StepSkipped(TASK, AT, "release.undo", "there is nothing to undo"),
        new TaskEvent.StepCancelled(TASK, AT, STEP, "the task has ended"),
        new TaskEvent.StepKept(TASK, AT, "step-1", INCARNATION),
        new TaskEvent.ApprovalRequested(TASK, AT, "step-3", AT.plusSeconds(86_400)),
        new TaskEvent.ApprovalResolved(TASK, AT, "step-3", true, "token:ops", "go"),
        new TaskEvent.ApprovalClosed(TASK, AT, "step-3", "the task has ended"),
        new TaskEvent.TaskCompleted(TASK, AT, RESULT),
        new TaskEvent.TaskFailed(TASK, AT, FAILURE),
        new TaskEvent.TaskCancelled(TASK, AT, "token:ops", "不需要了"),
        new LiveEvent.TextDelta(TASK, AT, STEP, "训练完成,"),
        new LiveEvent.SkillCalled(TASK, AT, STEP, "call-1", "ai-engineer:model_training", DATA),
        new LiveEvent.SkillProgress(TASK, AT, STEP, "call-1", "fold 2 of 5", 0.4),
        new LiveEvent.SkillReturned(TASK, AT, STEP, "call-1", Duration.ofMillis(12_345), FAILURE),
        new WorkerSignal.Heartbeat(
            "worker-1", INCARNATION, AT, 2, Map.of("openclaw.steps.agent-pm-002", Set.of(1))),
        new WorkerSignal.Stopped("worker-1", INCARNATION, AT));
  }

  /** The stream that an event belongs to. */
  static Class<?> streamOf(Object event) {
    return STREAMS.stream().filter(stream -> stream.isInstance(event)).findFirst().orElseThrow();
  }
}
