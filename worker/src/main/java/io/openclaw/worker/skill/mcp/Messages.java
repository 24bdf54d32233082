package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.worker.failure.FailureCode;
import java.io.IOException;

/** Messages of JSON-RPC 2.0, to and from a server. */
final class Messages {
  /** What JSON-RPC says of a method that there is not. */
  static final int NO_SUCH_METHOD = -32601;

  private static final String ID = "id";
  private static final String METHOD = "method";

  private Messages() {}

  static ObjectNode request(int id, String method, ObjectNode params) {
    return notification(method, params).put(ID, id);
  }

  static ObjectNode notification(String method, ObjectNode params) {
    ObjectNode message = empty().put("jsonrpc", "2.0").put(METHOD, method);
    message.set("params", params);
    return message;
  }

  /** The answer to a server's request. */
  static ObjectNode result(JsonNode request) {
    ObjectNode message = answer(request);
    message.putObject("result");
    return message;
  }

  /** The answer to a server's request of a kind that nobody here answers. */
  static ObjectNode noSuchMethod(JsonNode request) {
    ObjectNode message = answer(request);
    message.putObject("error").put("code", NO_SUCH_METHOD).put("message", "Method not found");
    return message;
  }

  private static ObjectNode answer(JsonNode request) {
    ObjectNode message = empty().put("jsonrpc", "2.0");
    message.set(ID, request.path(ID));
    return message;
  }

  static ObjectNode empty() {
    return EventJson.mapper().createObjectNode();
  }

  static boolean isRequest(JsonNode message) {
    return message.has(METHOD) && message.has(ID);
  }

  /** Whether a message answers a request. */
  static boolean answers(JsonNode message, int id) {
    return !message.has(METHOD) && message.path(ID).isInt() && message.get(ID).intValue() == id;
  }

  static byte[] bytes(ObjectNode message) {
    try {
      return EventJson.mapper().writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a message", e);
    }
  }

  /** Reads one; what is wrong is told, never what it says. */
  static ObjectNode read(byte[] text) throws Refusal {
    try {
      if (EventJson.mapper().readTree(text) instanceof ObjectNode message) {
        return message;
      }
    } catch (JsonProcessingException e) {
      throw new Refusal(FailureCode.BAD_PROTOCOL, "a message is no JSON, or nests too deep");
    } catch (IOException e) {
      throw new Refusal(FailureCode.BAD_PROTOCOL, "a message cannot be read");
    }
    throw new Refusal(FailureCode.BAD_PROTOCOL, "a message is no JSON object");
  }
}
