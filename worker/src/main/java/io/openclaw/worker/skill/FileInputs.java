package io.openclaw.worker.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.event.Failure;
import io.openclaw.worker.artifact.ArtifactReferences;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.grant.PathGrants;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the files in a call's inputs into paths on this machine: strings with {@code format: file}
 * in the handler's schema, in objects and arrays too (a path or an artifact's address), and
 * references to artifacts. Refuses what the step may not read.
 */
final class FileInputs {
  private final StepScope scope;
  private @Nullable Failure refusal;

  private FileInputs(StepScope scope) {
    this.scope = scope;
  }

  /** The inputs with paths, or why they are refused. */
  record Resolved(ObjectNode inputs, @Nullable Failure refusal) {}

  /**
   * @throws IOException where an artifact cannot be fetched now
   */
  static Resolved resolve(ObjectNode inputs, JsonNode schema, StepScope scope) throws IOException {
    ObjectNode copy = inputs.deepCopy();
    FileInputs files = new FileInputs(scope);
    files.resolveArtifacts(copy);
    files.resolveObject(copy, schema);
    return new Resolved(copy, files.refusal);
  }

  private void resolveArtifacts(ObjectNode inputs) throws IOException {
    List<String> foreign = ArtifactReferences.addPaths(inputs, this::find);
    foreign.forEach(uri -> foreign(TextNode.valueOf(uri)));
  }

  private TextNode foreign(TextNode uri) {
    refuse(FailureCode.FORBIDDEN_PATH.failure(uri.textValue() + " is no artifact of this task"));
    return uri;
  }

  /** An artifact that is gone is refused for that, and otherwise taken for found. */
  private Optional<Path> find(String uri) throws IOException {
    try {
      return scope.artifacts().find(uri);
    } catch (NoSuchFileException e) {
      refuse(FailureCode.FILE_NOT_FOUND.failure(uri + " does not exist any more"));
      return Optional.of(scope.artifacts().readable());
    }
  }

  private JsonNode resolve(JsonNode value, JsonNode schema) throws IOException {
    if (value instanceof TextNode text && schema.path("format").asText().equals("file")) {
      return resolveFile(text);
    }
    if (value instanceof ObjectNode object) {
      resolveObject(object, schema);
    }
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, resolve(array.get(i), schema.path("items")));
      }
    }
    return value;
  }

  private void resolveObject(ObjectNode object, JsonNode schema) throws IOException {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode value = object.get(property.getKey());
      if (value != null) {
        object.set(property.getKey(), resolve(value, property.getValue()));
      }
    }
  }

  private JsonNode resolveFile(TextNode text) throws IOException {
    if (ArtifactAddress.isUri(text.textValue())) {
      return find(text.textValue())
          .map(path -> TextNode.valueOf(path.toString()))
          .orElseGet(() -> foreign(text));
    }
    return switch (scope.grants().read(text.textValue())) {
      case PathGrants.Access.Granted granted -> TextNode.valueOf(granted.path().toString());
      case PathGrants.Access.Refused refused -> {
        refuse(refused.failure());
        yield text;
      }
    };
  }

  private void refuse(Failure failure) {
    if (refusal == null) {
      refusal = failure;
    }
  }
}
