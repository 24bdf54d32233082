package io.openclaw.schedule;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that starts by itself at each tick of its timing.
 *
 * @param name the only one of this name in its workspace
 * @param request the words of the task, as a client would send them
 * @param agent id of the agent that is asked by name; null: the routing rules decide
 * @param inputs named inputs of the task
 * @param tenant whose tasks they are
 * @param enabled false: nothing is due
 */
public record Schedule(
    String name,
    Timing timing,
    String request,
    @Nullable String agent,
    Map<String, JsonNode> inputs,
    String tenant,
    Missed missed,
    Overlap overlap,
    boolean enabled) {

  /** What becomes of ticks that nobody could start in time, because nothing ran. */
  public enum Missed {
    /** Nothing. */
    SKIP,
    /** One start for all of them. */
    ONCE,
    /** A start for each, as far back as a limit goes. */
    ALL
  }

  /** What becomes of a tick while the task of the tick before it is still under way. */
  public enum Overlap {
    /** It starts all the same. */
    ALLOW,
    /** It does not start. */
    SKIP
  }

  public Schedule {
    requireNonNull(name, "name is null");
    requireNonNull(timing, "timing is null");
    requireNonNull(request, "request is null");
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    requireNonNull(tenant, "tenant is null");
    requireNonNull(missed, "missed is null");
    requireNonNull(overlap, "overlap is null");
  }
}
