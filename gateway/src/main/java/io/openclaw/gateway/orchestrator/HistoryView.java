package io.openclaw.gateway.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of a task's history. Events are left as JSON: those of a newer orchestrator are passed on,
 * not understood.
 */
@RegisterForReflection
@Schema(name = "HistoryPage")
public record HistoryView(
    List<Entry> events,
    @Schema(
            description =
                "The `after` to ask for the next part with; absent where there is nothing more yet.",
            examples = "200")
        @Nullable Long next) {

  /** An event with its number: 1 for the first, without gaps. */
  @RegisterForReflection
  @Schema(name = "HistoryEntry")
  public record Entry(@Schema(examples = "1") long seq, JsonNode event) {}

  public HistoryView {
    events = List.copyOf(events);
  }

  public static HistoryView empty() {
    return new HistoryView(List.of(), null);
  }
}
