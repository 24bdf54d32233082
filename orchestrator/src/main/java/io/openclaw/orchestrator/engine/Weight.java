package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.RunStep;
import java.util.Map;

/**
 * About how many characters of JSON something comes to. Every attempt is sent with a copy of what
 * it needs, so that orders may weigh a thousand times as much as the task that gives them.
 */
final class Weight {
  /** Of a number, a word like {@code true}, the signs around a value. */
  private static final int SMALL = 8;

  private Weight() {}

  static long of(StepCommand command) {
    return switch (command) {
      case RunStep run -> run.request().length() + run.instruction().length() + of(run.inputs());
      case StepCommand.CancelStep _ -> 0;
    };
  }

  static long of(Map<String, JsonNode> values) {
    long weight = 0;
    for (Map.Entry<String, JsonNode> value : values.entrySet()) {
      weight += SMALL + value.getKey().length() + of(value.getValue());
    }
    return weight;
  }

  private static long of(JsonNode value) {
    long weight = SMALL;
    if (value.isTextual()) {
      weight += value.textValue().length();
    } else if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        weight += member.getKey().length() + of(member.getValue());
      }
    } else {
      for (JsonNode element : value) {
        weight += of(element);
      }
    }
    return weight;
  }
}
