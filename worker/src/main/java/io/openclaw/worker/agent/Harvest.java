package io.openclaw.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Result;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.Tool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outputs that a step has come to so far, by name. Used by one thread. */
final class Harvest {
  private final Map<String, JsonNode> outputs = new LinkedHashMap<>();

  void add(Tool tool, ObjectNode output) {
    outputs.put(tool.outputName(), output);
  }

  boolean has(@Nullable String output) {
    return output == null || outputs.containsKey(output);
  }

  Result result(String text, StepScope scope) {
    return new Result(text, outputs, scope.artifacts().all());
  }
}
