package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.local.terminal.Table;
import io.openclaw.schedule.ScheduleView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedules of a stack that runs, from its gateway. */
public final class Schedules {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final URI gateway;
  private final String token;

  /**
   * Of one stack.
   *
   * @param gateway its address, {@code http://host:port}
   */
  public Schedules(URI gateway, String token) {
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.token = requireNonNull(token, "token is null");
  }

  /**
   * As JSON, one schedule a line; blocks.
   *
   * @throws RefusedException where the gateway cannot tell
   */
  public List<String> json() throws IOException, RefusedException, InterruptedException {
    return EventJson.mapper().readTree(ask()).valueStream().map(JsonNode::toString).toList();
  }

  /**
   * As a table, with a heading; blocks.
   *
   * @param zone by whose clocks moments are shown
   * @throws RefusedException where the gateway cannot tell
   */
  public List<String> table(ZoneId zone)
      throws IOException, RefusedException, InterruptedException {
    ScheduleView[] schedules = EventJson.mapper().readValue(ask(), ScheduleView[].class);
    if (schedules.length == 0) {
      return List.of("There are no schedules; orchestrator/schedules.yaml is the place for them");
    }
    Table table = new Table(Set.of());
    table.row("NAME", "WHEN", "NEXT", "LAST", "TASK", "STATE");
    for (ScheduleView each : schedules) {
      table.row(
          each.name(),
          when(each),
          moment(each.nextTick(), zone),
          moment(each.lastTick(), zone),
          Objects.toString(each.lastTask(), "-"),
          state(each));
    }
    return table.lines();
  }

  private static String when(ScheduleView schedule) {
    return schedule.every() == null
        ? schedule.cron() + " " + schedule.timezone()
        : "every " + schedule.every();
  }

  private static String moment(@Nullable Instant moment, ZoneId zone) {
    return moment == null ? "-" : MOMENT.format(moment.atZone(zone));
  }

  /** Of the schedule where it is off, else of its newest task. */
  private static String state(ScheduleView schedule) {
    if (!schedule.enabled()) {
      return "off";
    }
    if (schedule.lastTask() == null) {
      return "waiting";
    }
    return schedule.lastStatus() == null
        ? "unknown"
        : schedule.lastStatus().name().toLowerCase(Locale.ROOT);
  }

  private String ask() throws IOException, RefusedException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/schedules"))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw Decisions.refusal(response);
      }
      return response.body();
    }
  }
}
