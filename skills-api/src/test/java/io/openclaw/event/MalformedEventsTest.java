package io.openclaw.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in from a topic is an event or a {@link MalformedEventException}. */
class MalformedEventsTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Property
  void shouldReadNothingFromArbitraryBytes(
      @ForAll byte[] bytes, @ForAll("streams") Class<?> stream) {
    assertThatThrownBy(() -> EventJson.read(bytes, stream))
        .isInstanceOf(MalformedEventException.class);
  }

  @Property
  void shouldReadNothingFromTruncatedEvent(@ForAll("events") Object event, @ForAll double where) {
    byte[] json = EventJson.write(event);
    int length = (int) (Math.abs(where % 1) * json.length);
    byte[] truncated = Arrays.copyOf(json, length);

    assertThatThrownBy(() -> EventJson.read(truncated, EventSamples.streamOf(event)))
        .isInstanceOf(MalformedEventException.class);
  }

  /** Well-formed JSON with one value that is not as it must be. */
  @Property(tries = 5000)
  void shouldReadEventOrNothingWhereOneValueIsAnother(
      @ForAll("events") Object event,
      @ForAll("values") JsonNode value,
      @ForAll("indexes") int index)
      throws IOException {
    JsonNode tree = EventJson.mapper().readTree(EventJson.write(event));
    List<Runnable> changes = new ArrayList<>();
    collectChanges(tree, value, changes);
    changes.get(index % changes.size()).run();
    byte[] json = EventJson.mapper().writeValueAsBytes(tree);

    try {
      assertThat((Object) EventJson.read(json, EventSamples.streamOf(event))).isNotNull();
    } catch (MalformedEventException e) {
      assertThat(e).hasMessageStartingWith("no ");
    }
  }

  @Provide
  Arbitrary<Class<?>> streams() {
    return Arbitraries.of(EventSamples.STREAMS);
  }

  @Provide
  Arbitrary<Object> events() {
    return Arbitraries.of(EventSamples.all().toList());
  }

  @Provide
  Arbitrary<Integer> indexes() {
    return Arbitraries.integers().between(0, 10_000);
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return Arbitraries.of(
        JSON.nullNode(),
        JSON.booleanNode(true),
        JSON.numberNode(-1),
        JSON.numberNode(Long.MAX_VALUE),
        JSON.numberNode(new java.math.BigDecimal("1e400")),
        JSON.numberNode(new java.math.BigDecimal("-1e-400")),
        JSON.numberNode(0.5),
        JSON.textNode(""),
        JSON.textNode("PT1H"),
        JSON.textNode("+1000000000-12-31T23:59:59.999999999Z"),
        JSON.textNode("PT9223372036854775807H"),
        JSON.textNode("x".repeat(1000)),
        JSON.arrayNode(),
        JSON.arrayNode().addNull(),
        JSON.objectNode(),
        JSON.objectNode().putNull("x"));
  }

  private static void collectChanges(JsonNode node, JsonNode value, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        changes.add(() -> object.set(member.getKey(), value));
        collectChanges(member.getValue(), value, changes);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        changes.add(() -> array.set(index, value));
        collectChanges(array.get(i), value, changes);
      }
    }
  }
}
