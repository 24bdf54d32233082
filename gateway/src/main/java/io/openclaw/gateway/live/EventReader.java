package io.openclaw.gateway.live;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.TaskEvent;
import io.openclaw.gateway.live.RunEvent.Recorded;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Learns of an event what the gateway needs to know. It reads the JSON and not the records, so that
 * events of a newer worker or orchestrator are passed on as well.
 */
final class EventReader {
  private static final Logger LOG = Logger.getLogger(EventReader.class);
  private static final String LIVE = "io.openclaw.live.";
  private static final String ACCEPTED = typeOf(TaskEvent.TaskAccepted.class);
  private static final Set<String> LAST =
      Set.of(
          typeOf(TaskEvent.TaskCompleted.class),
          typeOf(TaskEvent.TaskFailed.class),
          typeOf(TaskEvent.TaskCancelled.class));

  private EventReader() {}

  /** Null for what is no event; that is skipped, so that it harms no one who watches. */
  static @Nullable RunEvent read(String id, String json) {
    try {
      JsonNode event = EventJson.mapper().readTree(json);
      String type = event.path("type").asText("");
      if (!type.isEmpty()) {
        return new RunEvent(id, type, json, type.startsWith(LIVE) ? null : recorded(type, event));
      }
      LOG.warnf("entry without a type skipped entry=%s", id);
    } catch (JsonProcessingException e) {
      LOG.warnf("entry that is no JSON skipped entry=%s", id);
    }
    return null;
  }

  private static Recorded recorded(String type, JsonNode event) {
    JsonNode step = event.path("step");
    String key =
        String.join(
            "|",
            type,
            step.path("stepId").asText(),
            step.path("agentId").asText(),
            step.path("attempt").asText(),
            // Several steps may be left out, or kept, at one moment.
            event.path("stepId").asText(),
            at(event.path("at").asText()));
    String owner = type.equals(ACCEPTED) ? event.path("tenant").asText() : null;
    return new Recorded(key, LAST.contains(type), owner);
  }

  /** Cut to milliseconds, which every store keeps. */
  private static String at(String text) {
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS).toString();
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  private static String typeOf(Class<? extends TaskEvent> event) {
    return event.getAnnotation(JsonTypeName.class).value();
  }
}
