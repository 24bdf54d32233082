package io.openclaw.worker.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.openclaw.event.Failure;
import io.openclaw.event.LiveEvent;
import io.openclaw.worker.live.LiveView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What calls let be seen of them: live events, a log line, a measured time. */
final class CallWatch {
  private static final Logger LOG = Logger.getLogger(CallWatch.class);

  /** A run's stream has room for some ten thousand events; no call may fill it alone. */
  private static final int MOST_PROGRESS = 2_000;

  private static final int LONGEST_ARGUMENT = 2_000;
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10)
  };

  private final LiveView live;
  private final MeterRegistry meters;
  private final Clock clock;

  CallWatch(LiveView live, MeterRegistry meters, Clock clock) {
    this.live = live;
    this.meters = meters;
    this.clock = clock;
  }

  Watched called(StepScope scope, Tool tool, String callId, ObjectNode arguments) {
    Watched watched = new Watched(scope, tool, callId);
    live.publish(
        new LiveEvent.SkillCalled(
            scope.taskId(), watched.began, scope.step(), callId, tool.id(), abridged(arguments)));
    return watched;
  }

  /** One call that is watched. */
  final class Watched implements SkillRuntime.SkillListener {
    private final StepScope scope;
    private final Tool tool;
    private final String callId;
    private final Instant began = clock.instant();
    private final AtomicInteger told = new AtomicInteger();

    private Watched(StepScope scope, Tool tool, String callId) {
      this.scope = scope;
      this.tool = tool;
      this.callId = callId;
    }

    @Override
    public void progress(String message, @Nullable Double fraction) {
      if (told.incrementAndGet() <= MOST_PROGRESS) {
        live.publish(
            new LiveEvent.SkillProgress(
                scope.taskId(), clock.instant(), scope.step(), callId, message, fraction));
      }
    }

    void returned(@Nullable Failure failure) {
      Instant now = clock.instant();
      Duration took = Duration.between(began, now);
      live.publish(
          new LiveEvent.SkillReturned(scope.taskId(), now, scope.step(), callId, took, failure));
      measure(failure == null ? "completed" : "failed", took);
      LOG.infof(
          "Skill %s. handler=%s took=%s code=%s taskId=%s stepId=%s agentId=%s",
          failure == null ? "returned" : "failed",
          tool.id(),
          took,
          failure == null ? "" : failure.code(),
          scope.taskId(),
          scope.step().stepId(),
          scope.step().agentId());
    }

    /** The step ended it; its own report says why. */
    void interrupted() {
      measure("interrupted", Duration.between(began, clock.instant()));
    }

    private void measure(String status, Duration took) {
      Timer.builder("skill.execution.duration")
          .description("Time that calls of skills take")
          .tag("skill_id", tool.skill().id())
          .tag("status", status)
          .serviceLevelObjectives(BUCKETS)
          .register(meters)
          .record(took);
    }
  }

  /** Documents among the arguments are told by their size; a live view is no place for them. */
  private static ObjectNode abridged(ObjectNode arguments) {
    ObjectNode abridged = arguments.objectNode();
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      int length = argument.getValue().toString().length();
      if (length <= LONGEST_ARGUMENT) {
        abridged.set(argument.getKey(), argument.getValue().deepCopy());
      } else {
        abridged.put(argument.getKey(), "… " + length + " characters");
      }
    }
    return abridged;
  }
}
