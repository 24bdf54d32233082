package io.openclaw.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.it.Gateway.Seen;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The Gateway protocol's {@code task.subscribe}. */
record SocketEvents(Gateway gateway) implements EventSource {
  @Override
  public String name() {
    return "WebSocket";
  }

  @Override
  public void read(UUID task, @Nullable String after, Predicate<Seen> last) throws Exception {
    ObjectNode params = EventJson.mapper().createObjectNode().put("taskId", task.toString());
    if (after != null) {
      params.put("after", after);
    }
    try (GatewaySocket socket = gateway.openSocket()) {
      socket.call("task.subscribe", params);
      boolean isOver = false;
      while (!isOver) {
        JsonNode frame = socket.event();
        isOver =
            switch (frame.path("event").asText()) {
              case "task" -> last.test(seen(frame.path("payload")));
              case "task.error" -> throw new IOException("the stream ends early: " + frame);
              default -> false;
            };
      }
    }
  }

  private static Seen seen(JsonNode payload) throws Exception {
    return Seen.of(payload.path("id").asText(), payload.path("event").toString());
  }
}
