package io.openclaw.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call in a skill's manual, and what its answer has at least: {@code …} stands for anything.
 *
 * @param handler its name
 */
record ManualExample(String handler, ObjectNode inputs, JsonNode answer) {
  private static final Pattern FENCES =
      Pattern.compile(
          "(?ms)^```json call ([\\w-]+)\\n(.*?)^```\\n\\s*^```json answer\\n(.*?)^```$");

  static List<ManualExample> of(Path manual) throws IOException {
    List<ManualExample> examples = new ArrayList<>();
    for (MatchResult fence : FENCES.matcher(Files.readString(manual)).results().toList()) {
      examples.add(
          new ManualExample(
              fence.group(1),
              (ObjectNode) EventJson.mapper().readTree(fence.group(2)),
              EventJson.mapper().readTree(fence.group(3))));
    }
    return examples;
  }

  boolean isAnsweredBy(JsonNode real) {
    return shows(answer, real);
  }

  private static boolean shows(JsonNode shown, JsonNode real) {
    if (shown.isTextual()) {
      return Pattern.matches("(?s)" + pattern(shown.asText()), real.asText());
    }
    if (shown.isArray()) {
      return real.size() == shown.size()
          && Stream.iterate(0, i -> i < shown.size(), i -> i + 1)
              .allMatch(i -> shows(shown.path(i), real.path(i)));
    }
    return shown.isObject()
        ? shown.properties().stream()
            .allMatch(field -> shows(field.getValue(), real.path(field.getKey())))
        : shown.equals(real);
  }

  private static String pattern(String text) {
    return Stream.of(text.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
  }
}
