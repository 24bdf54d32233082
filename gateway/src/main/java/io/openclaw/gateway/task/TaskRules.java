package io.openclaw.gateway.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Nesting;
import io.openclaw.event.ValueReference;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.gateway.workspace.LoadedWorkspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task must be before it is sent anywhere. */
@ApplicationScoped
class TaskRules {
  private final LoadedWorkspace workspace;
  private final int maxText;

  TaskRules(LoadedWorkspace workspace, GatewayConfig config) {
    this.workspace = workspace;
    this.maxText = config.gateway().maxText();
  }

  /** The request, now known to be sound. */
  SoundRequest check(TaskRequest request) {
    String text = request.text();
    if (text == null || text.isBlank()) {
      throw ProblemException.of(ProblemCode.EMPTY_TEXT, "text: say what is wanted");
    }
    int length = text.codePointCount(0, text.length());
    if (length > maxText) {
      throw ProblemException.of(
          ProblemCode.TEXT_TOO_LONG,
          "text: has " + length + " characters, more than the " + maxText + " allowed");
    }
    checkStorable(Place.of("text"), text);
    checkAgent(request.agent());
    request.inputs().forEach(TaskRules::checkInput);
    return new SoundRequest(text, request.agent(), request.inputs());
  }

  private void checkAgent(@Nullable String agent) {
    if (agent != null && workspace.agent(agent) == null) {
      throw ProblemException.of(
          ProblemCode.UNKNOWN_AGENT,
          "agent: no agent \""
              + agent
              + "\"; there are: "
              + String.join(", ", workspace.get().agents().keySet()));
    }
  }

  private static void checkInput(String name, JsonNode value) {
    Place inputs = Place.of("inputs");
    checkStorable(inputs, name);
    if (Nesting.isTooDeep(value)) {
      throw ProblemException.tooDeep(inputs.member(name).toString());
    }
    checkTree(inputs.member(name), value);
  }

  private static void checkTree(Place place, JsonNode node) {
    if (node.isTextual()) {
      checkStorable(place, node.textValue());
    } else if (node.isObject()) {
      if (ValueReference.isReserved(node)) {
        throw ProblemException.invalid(
            place.toString(), "the name " + ValueReference.KEY + " is reserved: call it otherwise");
      }
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        checkStorable(place, member.getKey());
        checkTree(place.member(member.getKey()), member.getValue());
      }
    } else {
      for (int i = 0; i < node.size(); i++) {
        checkTree(place.element(i), node.path(i));
      }
    }
  }

  /**
   * The database keeps no U+0000, and half a surrogate pair is no character: both are refused here,
   * where somebody can be told.
   */
  private static void checkStorable(Place place, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw ProblemException.invalid(place.toString(), "contains U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw ProblemException.invalid(place.toString(), "contains half a surrogate pair");
        }
        i++;
      }
    }
  }
}
