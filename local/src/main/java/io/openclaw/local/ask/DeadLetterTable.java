package io.openclaw.local.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.deadletter.Content;
import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.event.EventJson;
import io.openclaw.local.terminal.Table;
import io.openclaw.local.terminal.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dead letters for a person. */
public final class DeadLetterTable {
  private DeadLetterTable() {}

  /** Many, as a table with its heading. */
  public static List<String> lines(List<JsonNode> letters, Terminal terminal, Instant now)
      throws JsonProcessingException {
    Table table = new Table(Set.of(0, 2, 4));
    table.row("ID", "STATE", "AGE", "FROM", "BYTES");
    List<String> reasons = new ArrayList<>(List.of("REASON"));
    for (JsonNode json : letters) {
      DeadLetterSummary letter = EventJson.mapper().treeToValue(json, DeadLetterSummary.class);
      table.row(
          Long.toString(letter.id()),
          state(letter),
          Ages.since(letter.at(), now),
          place(letter),
          size(letter));
      reasons.add(letter.reason());
    }
    return TaskTable.withTexts(table.lines(), reasons, terminal);
  }

  /** One with all that is kept of it. */
  public static List<String> whole(JsonNode json) throws JsonProcessingException {
    DeadLetter whole = EventJson.mapper().treeToValue(json, DeadLetter.class);
    DeadLetterSummary letter = whole.letter();
    Table table = new Table(Set.of());
    table.row("id", Long.toString(letter.id()));
    table.row("state", state(letter));
    table.row("from", place(letter));
    table.row("at", letter.at().toString());
    table.row("reason", OneLine.of(letter.reason()));
    table.row("key", letter.key() == null ? "none" : OneLine.of(letter.key()));
    whole.headers().forEach(header -> table.row("header", header(header)));
    table.row("bytes", size(letter));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(value(letter, whole.value()));
    return lines;
  }

  private static String header(DeadLetter.Header header) {
    Content value = header.value();
    return OneLine.of(header.name()) + ": " + (value == null ? "none" : OneLine.of(text(value)));
  }

  private static String value(DeadLetterSummary letter, @Nullable Content value) {
    if (value != null) {
      return PlainText.of(text(value));
    }
    return letter.complete() ? "(no value)" : "(the value is not kept)";
  }

  private static String text(Content content) {
    String text = content.text();
    return text == null ? "base64 " + content.base64() : text;
  }

  private static String state(DeadLetterSummary letter) {
    String state = letter.state().name().toLowerCase(Locale.ROOT);
    return letter.decidedAt() != null && letter.sentAt() == null && state.equals("replayed")
        ? "replayed, not sent yet"
        : state;
  }

  private static String place(DeadLetterSummary letter) {
    return "%s/%d@%d".formatted(OneLine.of(letter.topic()), letter.partition(), letter.offset());
  }

  private static String size(DeadLetterSummary letter) {
    Integer size = letter.size();
    return size == null ? "none" : size.toString();
  }
}
