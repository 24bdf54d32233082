package io.openclaw.worker.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.worker.skill.Tool;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call and where its inputs come from.
 *
 * @param inputs by name, in the order of the handler's schema
 */
public record PlannedCall(Tool tool, Map<String, Source> inputs) {
  public PlannedCall {
    requireNonNull(tool, "tool is null");
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /**
   * The inputs as they are handed over; only of a plan's first call, all of whose inputs are there.
   */
  public ObjectNode arguments() {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    inputs.forEach((name, source) -> {
      switch (source) {
        case Source.Value value -> arguments.set(name, value.value());
        case Source.OutputOf output ->
            throw new IllegalStateException(name + " waits for " + output.tool().id());
      }
    });
    return arguments;
  }
}
