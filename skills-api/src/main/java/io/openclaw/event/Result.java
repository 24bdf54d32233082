package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a step, or a whole task, came to.
 *
 * @param text closing words for a person
 * @param outputs by name; the names that later steps ask for
 * @param artifacts the files that were made
 */
public record Result(String text, Map<String, JsonNode> outputs, List<Artifact> artifacts) {
  public Result {
    requireNonNull(text, "text is null");
    outputs = outputs == null ? Map.of() : Map.copyOf(outputs);
    artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
  }
}
