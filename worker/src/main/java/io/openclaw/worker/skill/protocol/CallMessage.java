package io.openclaw.worker.skill.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.workspace.Agent;
import org.jspecify.annotations.Nullable;

/** The one line that a handler is given. */
public final class CallMessage {
  private CallMessage() {}

  /** Writes it, without a line feed. */
  public static byte[] of(SkillCall call, Surroundings surroundings) {
    ObjectNode message = EventJson.mapper().createObjectNode();
    message.put("type", "call");
    message.put("callId", call.callId());
    message.put("skill", call.tool().skill().id());
    message.put("handler", call.tool().handler().name());
    if (call.tool().skill().isPython()) {
      message.put("handlerFile", call.tool().handler().file().toString());
    }
    message.set("inputs", surroundings.shown(call.inputs()));
    message.set("context", context(call, surroundings));
    try {
      return EventJson.mapper().writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the call of " + call.tool().id(), e);
    }
  }

  private static ObjectNode context(SkillCall call, Surroundings surroundings) {
    StepScope scope = call.scope();
    ObjectNode context = EventJson.mapper().createObjectNode();
    context.put("taskId", scope.taskId().toString());
    context.put("stepId", scope.step().stepId());
    context.put("attempt", scope.step().attempt());
    context.put("idempotencyKey", scope.idempotencyKey());
    context.put("language", scope.language().code());
    context.set("agent", agent(scope.agent()));
    context.put("artifactsDir", surroundings.artifacts().toString());
    context.put("workspace", scope.grants().workspace().toString());
    context.put("scratchDir", surroundings.home().toString());
    ArrayNode paths = context.putArray("paths");
    scope.grants().paths().forEach(path -> paths.add(surroundings.shown(path).toString()));
    ObjectNode originals = context.putObject("originals");
    surroundings.copies().forEach((path, copy) -> originals.put(copy.toString(), path.toString()));
    return context;
  }

  private static @Nullable ObjectNode agent(@Nullable Agent agent) {
    if (agent == null) {
      return null;
    }
    ObjectNode node = EventJson.mapper().createObjectNode();
    node.put("id", agent.id());
    node.put("name", agent.name());
    ArrayNode domains = node.putArray("domains");
    agent.domains().forEach(domains::add);
    return node;
  }
}
