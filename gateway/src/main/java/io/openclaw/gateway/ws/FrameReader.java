package io.openclaw.gateway.ws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openclaw.gateway.GatewayJson;
import io.openclaw.gateway.problem.JsonProblems;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what clients send: any text is either a request or has one clear error. Members that it
 * does not know are left alone, since newer clients add some.
 */
final class FrameReader {
  /** Stands for the id in the answer to what has none; an answer must have one. */
  static final String NO_ID = "invalid";

  private FrameReader() {}

  /** What came of a text. */
  sealed interface Result {
    record Ok(Frame.Request request) implements Result {}

    /**
     * It is no request.
     *
     * @param id of the request that is wrong, as far as it can be told
     */
    record Bad(String id, ProblemException problem) implements Result {
      public Bad {
        requireNonNull(id, "id is null");
        requireNonNull(problem, "problem is null");
      }
    }
  }

  /**
   * Reads one text.
   *
   * @param maxBytes a longer text is not read, save for its id
   */
  static Result read(String text, long maxBytes) {
    if (isLongerThan(text, maxBytes)) {
      return new Result.Bad(
          idOf(text),
          ProblemException.of(
              ProblemCode.BODY_TOO_LARGE, "the frame has more than " + maxBytes + " bytes"));
    }
    try {
      return request(GatewayJson.mapper().readTree(text));
    } catch (JsonProcessingException e) {
      return new Result.Bad(idOf(text), JsonProblems.of(e));
    }
  }

  private static Result request(JsonNode frame) {
    String id = frame.path("id").asText("");
    if (!frame.isObject()) {
      return bad(id, "a frame is a JSON object");
    }
    if (!frame.path("type").asText().equals("req")) {
      return bad(id, "type: must be \"req\"; clients send requests only");
    }
    if (!frame.path("id").isTextual() || id.isEmpty()) {
      return bad(id, "id: must be a string that is not empty");
    }
    String method = frame.path("method").asText("");
    if (!frame.path("method").isTextual() || method.isEmpty()) {
      return bad(id, "method: must be a string that is not empty");
    }
    JsonNode params = frame.path("params");
    if (params.isMissingNode() || params.isNull()) {
      params = JsonNodeFactory.instance.objectNode();
    }
    return params.isObject()
        ? new Result.Ok(new Frame.Request(id, method, params))
        : bad(id, "params: must be an object");
  }

  private static Result bad(String id, String why) {
    return new Result.Bad(
        id.isEmpty() ? NO_ID : id, ProblemException.of(ProblemCode.INVALID_REQUEST, why));
  }

  /** Looks for the id alone, without building what else is there. */
  private static String idOf(String text) {
    try (JsonParser parser = GatewayJson.mapper().createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return NO_ID;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isId = parser.currentName().equals("id");
        JsonToken value = parser.nextToken();
        if (isId && value == JsonToken.VALUE_STRING && !parser.getText().isEmpty()) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // The text is broken before an id came; whoever sent it gets the error all the same.
      return NO_ID;
    }
    return NO_ID;
  }

  /** Counts bytes only where characters leave it open. */
  static boolean isLongerThan(String text, long maxBytes) {
    return text.length() > maxBytes
        || (text.length() * 3L > maxBytes
            && text.getBytes(StandardCharsets.UTF_8).length > maxBytes);
  }
}
