package io.openclaw.worker.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.ValueReference;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Random;

/** Values of all kinds, as they would have come over the wire. */
final class RandomJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] TEXTS = {
    "", "a", "企鹅", "🐧", "\"\\/\b\f\n\r\t", "\u0001", "\u2028", "$stored", "artifact:x"
  };

  private final Random random;

  RandomJson(long seed) {
    this.random = new Random(seed);
  }

  /** About so many bytes. */
  JsonNode value(int bytes) throws IOException {
    ArrayNode list = JSON.arrayNode();
    int size = 0;
    while (size < bytes) {
      JsonNode next = any(3);
      list.add(next);
      size += EventJson.mapper().writeValueAsBytes(next).length + 1;
    }
    JsonNode value = random.nextBoolean() ? list : JSON.objectNode().set(key(), list);
    return EventJson.mapper().readTree(EventJson.mapper().writeValueAsBytes(value));
  }

  private JsonNode any(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 7)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt());
      case 3 -> JSON.numberNode(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
      case 4 -> JSON.numberNode(new BigInteger(100, random));
      case 5, 6 -> JSON.textNode(text());
      case 7 -> list(depth);
      default -> object(depth);
    };
  }

  private ArrayNode list(int depth) {
    ArrayNode list = JSON.arrayNode();
    for (int n = random.nextInt(4); n > 0; n--) {
      list.add(any(depth - 1));
    }
    return list;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JSON.objectNode();
    for (int n = random.nextInt(4); n > 0; n--) {
      object.set(key(), any(depth - 1));
    }
    return object;
  }

  /** Now and then the reserved one. */
  private String key() {
    return random.nextInt(500) == 0 ? ValueReference.KEY : text();
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
  }
}
