package io.openclaw.local.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void shouldShowEachMemberOnALineAndNestedOnesBelow() throws Exception {
    assertThat(
            lines(
                """
                {"headline": "Rain", "count": 3, "none": null, "empty": {},
                 "text": "one\\ntwo", "by": {"who": "agent", "tags": ["a", "b"]}}
                """))
        .containsExactly(
            "headline: Rain",
            "count: 3",
            "none: null",
            "empty: -",
            "text:",
            "  one",
            "  two",
            "by:",
            "  who: agent",
            "  tags:",
            "    - a",
            "    - b");
  }

  @Test
  void shouldShowTheElementsOfAList() throws Exception {
    assertThat(lines("[{\"a\": 1, \"b\": 2}, \"x\", null, []]"))
        .containsExactly("- a: 1", "  b: 2", "- x", "- null", "-");
    assertThat(lines("\"plain\"")).containsExactly("plain");
  }

  private static List<String> lines(String json) throws Exception {
    return JsonText.lines(EventJson.mapper().readTree(json));
  }
}
