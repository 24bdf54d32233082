package io.openclaw.worker.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Failure;
import io.openclaw.worker.artifact.ArtifactReferences;
import io.openclaw.worker.artifact.ArtifactStore;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.grant.PathGrants;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the files in a call's inputs into paths on this machine: strings with {@code format: file}
 * in the handler's schema, in objects and arrays too (a path or an artifact's address), and
 * references to artifacts. Refuses what the step may not read.
 */
final class FileInputs {
  private final StepScope scope;
  private final ArtifactStore artifacts;
  private @Nullable Failure refusal;

  private FileInputs(StepScope scope, ArtifactStore artifacts) {
    this.scope = scope;
    this.artifacts = artifacts;
  }

  /** The inputs with paths, or why they are refused. */
  record Resolved(ObjectNode inputs, @Nullable Failure refusal) {}

  static Resolved resolve(
      ObjectNode inputs, JsonNode schema, StepScope scope, ArtifactStore artifacts) {
    ObjectNode copy = inputs.deepCopy();
    FileInputs files = new FileInputs(scope, artifacts);
    files.resolveArtifacts(copy);
    files.resolveObject(copy, schema);
    return new Resolved(copy, files.refusal);
  }

  private void resolveArtifacts(ObjectNode inputs) {
    List<String> foreign =
        ArtifactReferences.addPaths(inputs, uri -> artifacts.find(scope.taskId(), uri));
    foreign.forEach(uri -> foreign(TextNode.valueOf(uri)));
  }

  private TextNode foreign(TextNode uri) {
    refuse(FailureCode.FORBIDDEN_PATH.failure(uri.textValue() + " is no artifact of this task"));
    return uri;
  }

  private JsonNode resolve(JsonNode value, JsonNode schema) {
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

  private void resolveObject(ObjectNode object, JsonNode schema) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode value = object.get(property.getKey());
      if (value != null) {
        object.set(property.getKey(), resolve(value, property.getValue()));
      }
    }
  }

  private JsonNode resolveFile(TextNode text) {
    if (ArtifactStore.isUri(text.textValue())) {
      return artifacts
          .find(scope.taskId(), text.textValue())
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
