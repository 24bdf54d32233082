package io.openclaw.local.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** Text from elsewhere must not steer the terminal: without control characters but line ends. */
final class PlainText {
  private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");

  private PlainText() {}

  static String of(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    CONTROL_SEQUENCE
        .matcher(text)
        .replaceAll("")
        .codePoints()
        .map(c -> c == '\t' ? ' ' : c)
        .filter(c -> c == '\n' || Character.getType(c) != Character.CONTROL)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  /** The same for every text in a document. */
  static JsonNode of(JsonNode node) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (node.getNodeType()) {
      case STRING -> make.textNode(of(node.asText()));
      case ARRAY -> {
        ArrayNode array = make.arrayNode(node.size());
        node.forEach(element -> array.add(of(element)));
        yield array;
      }
      case OBJECT -> {
        ObjectNode object = make.objectNode();
        node.properties().forEach(e -> object.set(of(e.getKey()), of(e.getValue())));
        yield object;
      }
      case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> node;
    };
  }
}
