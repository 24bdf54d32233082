package io.openclaw.worker.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.worker.skill.Tool;

/**
 * A call that a model wants.
 *
 * @param id unique within its conversation
 */
public record ToolCall(String id, Tool tool, ObjectNode arguments) {
  public ToolCall {
    requireNonNull(id, "id is null");
    requireNonNull(tool, "tool is null");
    requireNonNull(arguments, "arguments is null");
  }
}
