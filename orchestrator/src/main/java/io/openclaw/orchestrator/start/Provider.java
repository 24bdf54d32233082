package io.openclaw.orchestrator.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openclaw.event.EventJson;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** The objects that are made once and are no beans of their own. */
@Dependent
class Provider {
  /** In milliseconds, which every store and wire format keeps exactly. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  /** The HTTP endpoints speak the same JSON as the events. */
  @Produces
  @Singleton
  ObjectMapper objectMapper() {
    return EventJson.mapper();
  }
}
