package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.schedule.Cron;
import io.openclaw.schedule.Every;
import io.openclaw.schedule.Schedule;
import io.openclaw.schedule.Schedule.Missed;
import io.openclaw.schedule.Schedule.Overlap;
import io.openclaw.schedule.Timing;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.JsonObject;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Spelling;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schedule with the places of what it is called and of what it refers to.
 *
 * @param agent null where the routing rules decide
 */
public record ScheduleEntry(Schedule schedule, Name name, @Nullable Name agent) {
  public static final String FILE_NAME = "orchestrator/schedules.yaml";

  /** As much as the gateway takes of a client. */
  private static final int LONGEST_REQUEST = 32_768;

  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
  private static final Scalar<String> PLAIN_NAME =
      Scalar.matching("1 to 100 letters, digits, dots, - and _", "[a-zA-Z0-9._-]{1,100}");

  private static final Key<Name> NAME =
      required("name", new Word(PLAIN_NAME), "The schedule's name; no two are the same.");
  private static final OptionalKey<String> CRON =
      OptionalKey.of(
          "cron",
          Scalar.TEXT,
          "When it starts: minute, hour, day of the month, month, day of the week.");
  private static final OptionalKey<String> TIMEZONE =
      OptionalKey.of(
          "timezone", Scalar.TEXT, "By whose clocks \"cron\" is meant; UTC where it is left out.");
  private static final OptionalKey<Every> EVERY =
      OptionalKey.of("every", Units.INTERVAL, "How often it starts, in place of \"cron\".");
  private static final Key<String> REQUEST =
      required(
          "request",
          Scalar.text("a text of at most 32768 characters", LONGEST_REQUEST),
          "What is asked for, in the words of a user.");
  private static final OptionalKey<Name> AGENT =
      OptionalKey.of(
          "agent", Word.ANY, "An agent that is asked by name; without it the rules decide.");
  private static final OptionalKey<ObjectNode> INPUTS =
      OptionalKey.of(
          "inputs", JsonObject.ANY, "Named inputs; they win over what the request implies.");
  private static final Key<String> TENANT =
      withDefault("tenant", PLAIN_NAME, "default", "Whose tasks they are.");
  private static final Key<Missed> MISSED =
      withDefault(
          "missed",
          Scalar.oneOf(Missed.class, Missed.SKIP),
          Missed.SKIP,
          "What becomes of ticks for which nothing ran: skip (nothing), once (one start for all of"
              + " them) or all (a start for each, the newest 100 at most).");
  private static final Key<Overlap> OVERLAP =
      withDefault(
          "overlap",
          Scalar.oneOf(Overlap.class, Overlap.ALLOW),
          Overlap.ALLOW,
          "What becomes of a tick while the task before is under way: allow (it starts) or skip (it"
              + " does not).");
  private static final Key<Boolean> ENABLED =
      withDefault("enabled", Scalar.FLAG, true, "false: it starts nothing.");

  private static final Shape<ScheduleEntry> SCHEDULE =
      Shape.of(
          "A task that starts by the clock.",
          ScheduleEntry::read,
          NAME,
          CRON,
          TIMEZONE,
          EVERY,
          REQUEST,
          AGENT,
          INPUTS,
          TENANT,
          MISSED,
          OVERLAP,
          ENABLED);
  private static final Key<List<ScheduleEntry>> SCHEDULES =
      required("schedules", new ListOf<>(SCHEDULE), "All schedules.");

  /** The whole file. */
  static final Shape<List<ScheduleEntry>> FILE =
      Shape.of(
          FILE_NAME + ": which tasks start by the clock.", map -> map.get(SCHEDULES), SCHEDULES);

  /** A workspace may do without the file. */
  static List<ScheduleEntry> readAll(WorkspaceFiles files) {
    List<ScheduleEntry> schedules = files.exists(FILE_NAME) ? files.yaml(FILE_NAME, FILE) : null;
    return schedules == null ? List.of() : schedules;
  }

  private static ScheduleEntry read(YamlMap map) {
    Name name = map.get(NAME);
    Name agent = map.get(AGENT);
    Schedule schedule =
        new Schedule(
            name.value(),
            timing(map),
            map.get(REQUEST),
            agent == null ? null : agent.value(),
            inputs(map.get(INPUTS)),
            map.get(TENANT),
            map.get(MISSED),
            map.get(OVERLAP),
            map.get(ENABLED));
    return new ScheduleEntry(schedule, name, agent);
  }

  private static Timing timing(YamlMap map) {
    Every standIn = Units.INTERVAL.standIn();
    if (map.has(CRON) == map.has(EVERY)) {
      map.problem(
          map.at(),
          map.has(CRON) ? ProblemCode.INVALID_VALUE : ProblemCode.MISSING_KEY,
          map.has(CRON)
              ? "a schedule has cron or every, not both"
              : "a schedule needs either cron, such as \"0 3 * * *\", or every, such as 15m");
    }
    ZoneId zone = zone(map);
    String cron = map.get(CRON);
    Every every = map.get(EVERY);
    if (cron != null && !cron.isEmpty()) {
      return cron(map, cron, zone, standIn);
    }
    return every == null ? standIn : every;
  }

  private static Timing cron(YamlMap map, String expression, ZoneId zone, Timing standIn) {
    try {
      return Cron.parse(expression, zone);
    } catch (IllegalArgumentException e) {
      map.problem(
          CRON,
          ProblemCode.INVALID_CRON,
          "\"cron\" must be an expression that is due some day: "
              + Objects.requireNonNullElse(CronWords.mistake(expression), e.getMessage()));
      return standIn;
    }
  }

  private static ZoneId zone(YamlMap map) {
    String zone = map.get(TIMEZONE);
    if (zone == null || zone.isEmpty()) {
      return ZoneOffset.UTC;
    }
    if (!map.has(CRON)) {
      map.problem(
          TIMEZONE,
          ProblemCode.INVALID_VALUE,
          "an interval is the same by all clocks; take \"timezone\" out, or write \"cron\"");
    }
    if (ZONES.contains(zone)) {
      return ZoneId.of(zone);
    }
    map.problem(
        TIMEZONE,
        ProblemCode.INVALID_VALUE,
        "\"timezone\" must be a name of the IANA's such as Asia/Shanghai or UTC, not \"%s\"%s"
            .formatted(zone, Spelling.hint(zone, ZONES)));
    return ZoneOffset.UTC;
  }

  private static Map<String, JsonNode> inputs(@Nullable ObjectNode inputs) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    if (inputs != null) {
      inputs.properties().forEach(input -> byName.put(input.getKey(), input.getValue()));
    }
    return byName;
  }
}
