package io.openclaw.gateway.live;

import static java.util.Objects.requireNonNull;

import io.openclaw.gateway.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in a run a client goes on: after the last event that it has. */
public sealed interface RunPosition {
  /** Ids of events that came from the recorded history begin with this. */
  String RECORDED_PREFIX = "h-";

  /** Between the id of an entry and the number of the newest recorded event up to there. */
  String AND_RECORDED = "@";

  Pattern RECORDED = Pattern.compile("h-(\\d{1,18})");

  Pattern ENTRY = Pattern.compile("([^@]*)(?:@(\\d{1,18}))?");

  /** From the first event. */
  record Start() implements RunPosition {}

  /**
   * After an entry of the live stream.
   *
   * @param recorded the number of the newest recorded event up to there; null where the client does
   *     not say
   */
  record AfterEntry(EntryId id, @Nullable Long recorded) implements RunPosition {
    public AfterEntry {
      requireNonNull(id, "id is null");
    }
  }

  /** After an event of the recorded history. */
  record AfterRecorded(long seq) implements RunPosition {}

  /**
   * Reads the id of the last event that a client has.
   *
   * @param field where the client put it, to be named where it is wrong
   */
  static RunPosition parse(@Nullable String lastEventId, String field) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return new Start();
    }
    Matcher recorded = RECORDED.matcher(lastEventId);
    if (recorded.matches()) {
      return new AfterRecorded(Long.parseLong(recorded.group(1)));
    }
    Matcher both = ENTRY.matcher(lastEventId);
    EntryId entry = both.matches() ? EntryId.parse(both.group(1)) : null;
    if (entry == null) {
      throw ProblemException.invalid(field, "is not the id of an event: " + lastEventId);
    }
    return new AfterEntry(entry, both.group(2) == null ? null : Long.valueOf(both.group(2)));
  }
}
