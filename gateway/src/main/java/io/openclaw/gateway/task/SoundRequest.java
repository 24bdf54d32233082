package io.openclaw.gateway.task;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.openclaw.event.EventJson;
import io.openclaw.hash.Sha256;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task request that {@link TaskRules} has passed. */
@RegisterForReflection
record SoundRequest(String text, @Nullable String agent, Map<String, JsonNode> inputs) {
  private static final ObjectMapper CANONICAL =
      EventJson.mapper()
          .copy()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .configure(JsonNodeFeature.WRITE_PROPERTIES_SORTED, true);

  SoundRequest {
    requireNonNull(text, "text is null");
    inputs = Map.copyOf(inputs);
  }

  /**
   * The same for two requests that say the same, however they are spelt: spaces and the order of
   * members do not count, and neither does the way they came, HTTP or WebSocket.
   */
  String fingerprint() {
    try {
      return Sha256.of(CANONICAL.writeValueAsBytes(this)).hex();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a request that was read", e);
    }
  }
}
