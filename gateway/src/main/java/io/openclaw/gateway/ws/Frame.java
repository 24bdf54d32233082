package io.openclaw.gateway.ws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** One message of the Gateway protocol, version 4. */
sealed interface Frame {

  /** Its kind, as it stands in the member {@code type}. */
  @JsonProperty("type")
  String type();

  /**
   * A client wants something.
   *
   * @param id chosen by the client; the response has the same
   * @param params an object; empty where the client sent none
   */
  @JsonPropertyOrder({"type", "id", "method", "params"})
  @RegisterForReflection
  record Request(String id, String method, JsonNode params) implements Frame {
    public Request {
      requireNonNull(id, "id is null");
      requireNonNull(method, "method is null");
      requireNonNull(params, "params is null");
    }

    @Override
    @JsonProperty("type")
    public String type() {
      return "req";
    }
  }

  /**
   * The one answer to a request.
   *
   * @param payload where it worked
   * @param error where it did not
   */
  @JsonPropertyOrder({"type", "id", "ok", "payload", "error"})
  @RegisterForReflection
  record Response(String id, boolean ok, @Nullable Object payload, @Nullable WireError error)
      implements Frame {
    public Response {
      requireNonNull(id, "id is null");
      if (ok == (error != null)) {
        throw new IllegalArgumentException("either ok or an error, not both");
      }
    }

    static Response ok(String id, Object payload) {
      return new Response(id, true, requireNonNull(payload, "payload is null"), null);
    }

    static Response failed(String id, WireError error) {
      return new Response(id, false, null, requireNonNull(error, "error is null"));
    }

    @Override
    @JsonProperty("type")
    public String type() {
      return "res";
    }
  }

  /**
   * Something happened.
   *
   * @param seq counts a connection's events from 1; null for those before hello
   */
  @JsonPropertyOrder({"type", "event", "payload", "seq"})
  @RegisterForReflection
  record Event(String event, Object payload, @Nullable Long seq) implements Frame {
    public Event {
      requireNonNull(event, "event is null");
      requireNonNull(payload, "payload is null");
    }

    @Override
    @JsonProperty("type")
    public String type() {
      return "event";
    }
  }
}
