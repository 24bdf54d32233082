package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a skill can do.
 *
 * @param file the handler's source, absolute; where its runtime needs none, the skill's config.yaml
 * @param match finds this handler for a plain request where no model chooses; null: never
 * @param produces name under which later calls and steps know its output
 * @param timeout of one call; null takes the skill's
 * @param inputs JSON Schema of the inputs, an object; files have {@code format: file}
 * @param outputs JSON Schema of the output, an object
 */
public record Handler(
    String name,
    String description,
    Path file,
    @Nullable Pattern match,
    @Nullable String produces,
    @Nullable Duration timeout,
    JsonNode inputs,
    JsonNode outputs) {
  public Handler {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(file, "file is null");
    requireNonNull(inputs, "inputs is null");
    requireNonNull(outputs, "outputs is null");
  }
}
