package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a running attempt lets people watch. Written by the worker to the run's stream ({@link
 * RunStream}) and nowhere else: losing one loses a moment's view, never a result.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(LiveEvent.TextDelta.class),
  @JsonSubTypes.Type(LiveEvent.SkillCalled.class),
  @JsonSubTypes.Type(LiveEvent.SkillProgress.class),
  @JsonSubTypes.Type(LiveEvent.SkillReturned.class)
})
public sealed interface LiveEvent {

  UUID taskId();

  Instant at();

  StepAttempt step();

  /** More of the agent's words; append to what came before in the same attempt. */
  @JsonTypeName("io.openclaw.live.text-delta.v1")
  record TextDelta(UUID taskId, Instant at, StepAttempt step, String text) implements LiveEvent {
    public TextDelta {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(text, "text is null");
    }
  }

  /**
   * A skill's handler begins.
   *
   * @param callId unique within the attempt
   * @param handler {@code skill id:handler name}
   */
  @JsonTypeName("io.openclaw.live.skill-called.v1")
  record SkillCalled(
      UUID taskId, Instant at, StepAttempt step, String callId, String handler, JsonNode arguments)
      implements LiveEvent {
    public SkillCalled {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(callId, "callId is null");
      requireNonNull(handler, "handler is null");
      requireNonNull(arguments, "arguments is null");
    }
  }

  /**
   * How far a call has come.
   *
   * @param fraction from 0 to 1; null where it can't be told
   */
  @JsonTypeName("io.openclaw.live.skill-progress.v1")
  record SkillProgress(
      UUID taskId,
      Instant at,
      StepAttempt step,
      String callId,
      String message,
      @Nullable Double fraction)
      implements LiveEvent {
    public SkillProgress {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(callId, "callId is null");
      requireNonNull(message, "message is null");
    }
  }

  /**
   * A call ended.
   *
   * @param failure null where it worked
   */
  @JsonTypeName("io.openclaw.live.skill-returned.v1")
  record SkillReturned(
      UUID taskId,
      Instant at,
      StepAttempt step,
      String callId,
      Duration took,
      @Nullable Failure failure)
      implements LiveEvent {
    public SkillReturned {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(callId, "callId is null");
      requireNonNull(took, "took is null");
    }
  }
}
