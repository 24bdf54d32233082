package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.worker.skill.protocol.HandlerLog;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Passes on what a server tells while it works: progress, and lines for the log. */
final class Notices {
  private final SkillListener listener;
  private final HandlerLog log;
  private final String token;

  /**
   * @param token under which the server tells of this call's progress
   */
  Notices(SkillCall call, SkillListener listener, String token) {
    this.listener = listener;
    this.log = new HandlerLog(call);
    this.token = token;
  }

  /** What is meant for others, or unknown, is dropped. */
  void hear(JsonNode notification) {
    JsonNode params = notification.path("params");
    switch (notification.path("method").asText()) {
      case "notifications/progress" -> progress(params);
      case "notifications/message" -> log(params);
      default -> {
        // Changes of lists and the like: nobody here keeps lists.
      }
    }
  }

  /** Writes lines about the server itself. */
  void write(String level, String line) {
    log.write(level, line);
  }

  private void progress(JsonNode params) {
    if (!params.path("progressToken").asText().equals(token)) {
      return;
    }
    String message = params.path("message").asText();
    listener.progress(
        HandlerLog.shortened(message.isEmpty() ? count(params) : message), fraction(params));
  }

  private static String count(JsonNode params) {
    String done = params.path("progress").asText();
    return params.path("total").isNumber() ? done + " of " + params.get("total").asText() : done;
  }

  private static @Nullable Double fraction(JsonNode params) {
    double total = params.path("total").asDouble();
    double fraction = params.path("progress").asDouble() / total;
    return total > 0 && Double.isFinite(fraction) ? (Double) Math.clamp(fraction, 0.0, 1.0) : null;
  }

  private void log(JsonNode params) {
    JsonNode data = params.path("data");
    String level = params.path("level").asText("info").toLowerCase(Locale.ROOT);
    log.write(
        switch (level) {
          case "critical", "alert", "emergency" -> "error";
          default -> level;
        },
        data.isTextual() ? data.textValue() : data.toString());
  }
}
