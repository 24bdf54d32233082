package io.openclaw.worker.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import io.openclaw.worker.agent.Conversation;
import io.openclaw.worker.agent.Conversation.Done;
import io.openclaw.worker.skill.SkillOutcome;
import io.openclaw.worker.skill.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a conversation has come to: which calls gave what, and which failed. */
record Progress(
    int count,
    Map<Tool, ObjectNode> returned,
    Map<Tool, Failure> failed,
    List<Artifact> artifacts,
    @Nullable Done last) {

  static Progress of(Conversation conversation) {
    Map<Tool, ObjectNode> returned = new LinkedHashMap<>();
    Map<Tool, Failure> failed = new LinkedHashMap<>();
    List<Artifact> artifacts = new ArrayList<>();
    Done last = null;
    for (Done done : conversation.calls()) {
      switch (done.outcome()) {
        case SkillOutcome.Returned outcome -> {
          returned.put(done.call().tool(), outcome.output());
          artifacts.addAll(outcome.artifacts());
        }
        case SkillOutcome.Failed outcome -> failed.put(done.call().tool(), outcome.failure());
      }
      last = done;
    }
    return new Progress(conversation.calls().size(), returned, failed, artifacts, last);
  }

  boolean hasReturned(Tool tool) {
    return returned.containsKey(tool);
  }

  boolean hasFailed(Tool tool) {
    return failed.containsKey(tool);
  }

  /** Outputs by the names that inputs ask for. */
  Map<String, JsonNode> outputs() {
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    returned.forEach((tool, output) -> outputs.put(tool.outputName(), output));
    return outputs;
  }

  /** Why the last call that failed did so, or null. */
  @Nullable Failure lastFailure() {
    return failed.values().stream().reduce((earlier, later) -> later).orElse(null);
  }

  /** Why the newest call failed; null where it did not. */
  @Nullable Failure justFailed() {
    return last != null && last.outcome() instanceof SkillOutcome.Failed outcome
        ? outcome.failure()
        : null;
  }
}
