package io.openclaw.worker.skill.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A line that a handler writes to the worker. */
public sealed interface RunnerMessage {
  /** Of a file, on the file systems there are. */
  int LONGEST_NAME = 255;

  /** It has imported the handler and waits for its call. */
  record Ready() implements RunnerMessage {}

  record Progress(String message, @Nullable Double fraction) implements RunnerMessage {}

  record Log(String level, String message) implements RunnerMessage {}

  record ArtifactMade(Announced artifact) implements RunnerMessage {}

  record Result(ObjectNode output) implements RunnerMessage {}

  record Refusal(Failure failure) implements RunnerMessage {}

  /** A line that is no message of the protocol; says what is wrong with it, never what it says. */
  record Malformed(String why) implements RunnerMessage {}

  /** The handler has closed its side. */
  record End() implements RunnerMessage {}

  /** A line exceeds the limit; what follows was not read. */
  record TooLong(String why) implements RunnerMessage {}

  /**
   * Reads a line.
   *
   * @param callId of the call that the process was given; a line may name it, and no other
   */
  static RunnerMessage parse(byte[] line, String callId) {
    JsonNode json;
    try {
      json = EventJson.mapper().readTree(line);
    } catch (JsonProcessingException e) {
      return new Malformed("a line is no JSON");
    } catch (IOException e) {
      return new Malformed("a line cannot be read");
    }
    if (!json.path("callId").asText(callId).equals(callId)) {
      return new Malformed("a line is for another call");
    }
    return switch (json.path("type").asText()) {
      case "ready" -> new Ready();
      case "progress" -> progress(json);
      case "log" -> new Log(json.path("level").asText("info"), json.path("message").asText());
      case "artifact" -> artifact(json);
      case "result" ->
          json.get("output") instanceof ObjectNode output
              ? new Result(output)
              : new Malformed("a result has no object as its output");
      case "error" -> error(json);
      default -> new Malformed("a line has no type of the protocol");
    };
  }

  private static RunnerMessage progress(JsonNode json) {
    JsonNode fraction = json.path("fraction");
    return new Progress(
        json.path("message").asText(),
        fraction.isNumber() ? Math.clamp(fraction.doubleValue(), 0.0, 1.0) : null);
  }

  private static RunnerMessage artifact(JsonNode json) {
    if (!json.path("name").isTextual() || json.get("name").textValue().length() > LONGEST_NAME) {
      return new Malformed("an artifact has no name, or one that no file can have");
    }
    String mediaType = json.path("mediaType").asText("application/octet-stream");
    return new ArtifactMade(new Announced(json.get("name").textValue(), mediaType));
  }

  private static RunnerMessage error(JsonNode json) {
    if (!json.path("code").isTextual() || !json.path("message").isTextual()) {
      return new Malformed("an error has no code or no message");
    }
    return new Refusal(
        new Failure(
            json.get("code").textValue(),
            json.get("message").textValue(),
            json.path("retryable").asBoolean(false)));
  }
}
