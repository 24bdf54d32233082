package io.openclaw.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a workflow's time goes, by the times in its own events. Everything is on one machine, so
 * that their clocks agree.
 */
final class Stages {
  private final Sample taken = new Sample("  submitted until it is accepted");
  private final Sample sent = new Sample("  a step sent until the orchestrator knows it has begun");
  private final Sample done =
      new Sample("  … until it knows that it is complete and sends the next");
  private final Sample shown = new Sample("  the task complete until the client sees it");
  private Instant last = Instant.MIN;

  /** A task is about to be submitted. */
  void begin() {
    last = Instant.now();
  }

  /** One of its events, as a client has got it; in order. */
  void event(String type, JsonNode event) {
    Sample stage =
        switch (type) {
          case "io.openclaw.task.accepted.v1" -> taken;
          case "io.openclaw.step.started.v1" -> sent;
          case "io.openclaw.step.completed.v1" -> done;
          default -> null;
        };
    Instant at = Instant.parse(event.path("at").asText());
    if (stage != null) {
      stage.add(millisUntil(at));
    }
    last = at;
  }

  /** Its last one has been got. */
  void end() {
    shown.add(millisUntil(Instant.now()));
  }

  List<Sample> samples() {
    return List.of(taken, sent, done, shown);
  }

  private double millisUntil(Instant at) {
    return Duration.between(last, at).toNanos() / 1e6;
  }
}
