package io.openclaw.local.workspace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowListTest {
  private static final String ENTRY = "{\"skill\": \"b\"}";

  @Test
  void shouldBeginALineWhereEntriesDo() throws CannotEditException {
    assertThat(added("{\n  \"tools\": [\n    {\"skill\": \"a\"}\n  ]\n}\n"))
        .isEqualTo("{\n  \"tools\": [\n    {\"skill\": \"a\"},\n    {\"skill\": \"b\"}\n  ]\n}\n");
    assertThat(added("{\"tools\": [\r\n  {\"skill\": \"a\"}]}\r\n"))
        .isEqualTo("{\"tools\": [\r\n  {\"skill\": \"a\"},\r\n  {\"skill\": \"b\"}]}\r\n");
  }

  @Test
  void shouldStayInTheLineWhereEntriesDo() throws CannotEditException {
    assertThat(added("{\"tools\": [{\"skill\": \"a\"}]}"))
        .isEqualTo("{\"tools\": [{\"skill\": \"a\"}, {\"skill\": \"b\"}]}");
    assertThat(added("{\"tools\": [ ]}")).isEqualTo("{\"tools\": [{\"skill\": \"b\"} ]}");
  }

  @Test
  void shouldKeepCommentsAndCommas() throws CannotEditException {
    assertThat(added("tools: [\n  {skill: a}  # one\n  # end\n]\n"))
        .isEqualTo("tools: [\n  {skill: a},  # one\n  {\"skill\": \"b\"}\n  # end\n]\n");
    assertThat(added("tools: [\n  {skill: a},\n]\n"))
        .isEqualTo("tools: [\n  {skill: a},\n  {\"skill\": \"b\"}\n]\n");
  }

  @Test
  void shouldAddToAListWithDashesTheSameWay() throws CannotEditException {
    assertThat(added("tools:\n  - skill: a\n"))
        .isEqualTo("tools:\n  - skill: a\n  - {\"skill\": \"b\"}\n");
  }

  private static String added(String text) throws CannotEditException {
    return FlowList.add(YamlText.of("f", text), ENTRY, "tools").text();
  }
}
