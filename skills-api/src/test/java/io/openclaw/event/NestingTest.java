package io.openclaw.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

class NestingTest {

  @Test
  void shouldTakeAsManyLevelsAsItSaysAndNotOneMore() {
    assertThat(Nesting.isTooDeep(TextNode.valueOf("flat"))).isFalse();
    assertThat(Nesting.isTooDeep(nested(Nesting.MOST_LEVELS))).isFalse();
    assertThat(Nesting.isTooDeep(nested(Nesting.MOST_LEVELS + 1))).isTrue();
    assertThat(Nesting.isTooDeep(nested(1_000_000))).isTrue();
  }

  /** Arrays and objects in turn, the deeper one second among its siblings. */
  private static JsonNode nested(int levels) {
    JsonNode node = TextNode.valueOf("bottom");
    for (int i = 0; i < levels; i++) {
      node =
          i % 2 == 0
              ? JsonNodeFactory.instance.arrayNode().add(i).add(node)
              : JsonNodeFactory.instance.objectNode().put("other", i).set("deeper", node);
    }
    return node;
  }
}
