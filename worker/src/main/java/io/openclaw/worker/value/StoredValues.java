package io.openclaw.worker.value;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.ValueReference;
import io.openclaw.hash.Sha256;
import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.artifact.CorruptArtifactException;
import io.openclaw.worker.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of references, at any depth of a step's inputs: alone, under the names
 * of agents, in lists. What was read is data and not looked into for references again.
 */
public final class StoredValues {
  /** An element has others after it. */
  private static final ObjectReader READER =
      EventJson.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final AttemptArtifacts artifacts;

  private StoredValues(AttemptArtifacts artifacts) {
    this.artifacts = artifacts;
  }

  /** What came of it. */
  public sealed interface Values {

    /** There is no reference left. */
    record Read(Map<String, JsonNode> inputs) implements Values {
      public Read {
        inputs = Map.copyOf(inputs);
      }
    }

    /** One of them leads to nothing that could be used. */
    record Unreadable(Failure cause) implements Values {
      public Unreadable {
        requireNonNull(cause, "cause is null");
      }
    }
  }

  /** Reads those of a step, which lie among the artifacts of its own task. */
  public static Values read(Map<String, JsonNode> inputs, AttemptArtifacts artifacts) {
    StoredValues values = new StoredValues(artifacts);
    Map<String, JsonNode> read = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> input : inputs.entrySet()) {
      try {
        read.put(input.getKey(), values.read(input.getValue()));
      } catch (IOException e) {
        return new Values.Unreadable(failure(input.getKey(), e));
      }
    }
    return new Values.Read(read);
  }

  private static Failure failure(String input, IOException cause) {
    String message = "input '" + input + "': " + cause.getMessage();
    return switch (cause) {
      case NoSuchFileException _ ->
          FailureCode.VALUE_MISSING.failure(message + " is not among the task's artifacts");
      case CorruptArtifactException _ -> FailureCode.VALUE_CORRUPT.failure(message);
      default -> FailureCode.ofArtifacts(cause);
    };
  }

  private JsonNode read(JsonNode value) throws IOException {
    if (!ValueReference.occursIn(value)) {
      return value;
    }
    if (ValueReference.isReserved(value)) {
      return fetch(ValueReference.of(value));
    }
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : value) {
        list.add(read(element));
      }
      return list;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      object.set(member.getKey(), read(member.getValue()));
    }
    return object;
  }

  private JsonNode fetch(@Nullable ValueReference reference) throws IOException {
    if (reference == null) {
      throw new CorruptArtifactException(ValueReference.KEY, "the reference is incomplete");
    }
    Path file =
        artifacts.find(reference.uri()).orElseThrow(() -> new NoSuchFileException(reference.uri()));
    byte[] json = content(file, reference);
    if (json.length != reference.bytes() || !Sha256.of(json).hex().equals(reference.sha256())) {
      throw new CorruptArtifactException(
          reference.uri(), "its SHA-256 is not " + reference.sha256());
    }
    return parse(json, reference);
  }

  private static byte[] content(Path file, ValueReference reference) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      // By its address, not by where it would be on this machine.
      NoSuchFileException missing = new NoSuchFileException(reference.uri());
      missing.initCause(e);
      throw missing;
    }
  }

  private static JsonNode parse(byte[] json, ValueReference reference) throws IOException {
    try (JsonParser parser = EventJson.mapper().createParser(json)) {
      Integer element = reference.element();
      JsonNode value = element == null || goTo(element, parser) ? READER.readTree(parser) : null;
      if (value == null) {
        throw new CorruptArtifactException(reference.uri(), "it has no element " + element);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new CorruptArtifactException(reference.uri(), "it is no JSON");
    }
  }

  /** To the beginning of an element, without building those before it; false where it is none. */
  private static boolean goTo(int element, JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return false;
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i == element) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
