package io.openclaw.local.workspace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlockListTest {
  private static final List<String> ENTRY = List.of("- id: new", "  tags: [a]");

  @Test
  void shouldAddBehindTheLastEntryAndKeepAllElse() throws CannotEditException {
    assertThat(added("# head\nagents:\n  - id: a  # one\n    name: A # the first\n"))
        .isEqualTo(
            """
            # head
            agents:
              - id: a  # one
                name: A # the first
              - id: new
                tags: [a]
            """);
  }

  @Test
  void shouldLeaveAnEmptyLineWhereTheOthersDo() throws CannotEditException {
    assertThat(added("agents:\n  - id: a\n\n  # the second\n  - id: b\n"))
        .endsWith("  - id: b\n\n  - id: new\n    tags: [a]\n");
    assertThat(added("agents:\n  - id: a\n  # the second\n  - id: b\n"))
        .endsWith("  - id: b\n  - id: new\n    tags: [a]\n");
    assertThat(added("agents:\n  - id: a\n\n  - id: b\n\n\n"))
        .endsWith("  - id: b\n\n\n  - id: new\n    tags: [a]\n");
  }

  @Test
  void shouldEndALineThatHasNoEnd() throws CannotEditException {
    assertThat(added("agents:\n- id: a")).isEqualTo("agents:\n- id: a\n- id: new\n  tags: [a]\n");
  }

  @Test
  void shouldEndLinesAsTheFileDoes() throws CannotEditException {
    assertThat(added("agents:\r\n  - id: a\r\n"))
        .isEqualTo("agents:\r\n  - id: a\r\n  - id: new\r\n    tags: [a]\r\n");
    assertThat(added("agents:\r\n  - id: a"))
        .isEqualTo("agents:\r\n  - id: a\r\n  - id: new\r\n    tags: [a]\r\n");
  }

  @Test
  void shouldStayBeforeTheKeysThatFollow() throws CannotEditException {
    String text =
        """
        agents:
          - id: a
            # of a
          # of the list

        # of the next
        next: 1
        """;

    assertThat(added(text))
        .isEqualTo(text.replace("of the list\n", "of the list\n  - id: new\n    tags: [a]\n"));
  }

  @Test
  void shouldKeepCommentsAtTheEnd() throws CannotEditException {
    String text = "agents:\n  - id: a\n#  - id: b\n# the end\n";

    assertThat(added(text)).isEqualTo(text + "  - id: new\n    tags: [a]\n");
  }

  @Test
  void shouldAddToAListWithinAMap() throws CannotEditException {
    String text = "agent:\n  skills:\n    - id: a\n\n  # limits\n  limits: {a: 1}\n";

    YamlText edited = BlockList.add(YamlText.of("f", text), ENTRY, "agent", "skills");

    assertThat(edited.text())
        .isEqualTo(text.replace("- id: a\n", "- id: a\n    - id: new\n      tags: [a]\n"));
  }

  @Test
  void shouldBeginAListThatIsNotThere() throws CannotEditException {
    String text = "agent:\n  id: a  # its id\n\n# the end";

    YamlText edited = BlockList.add(YamlText.of("f", text), ENTRY, "agent", "skills");

    assertThat(edited.text()).isEqualTo(text + "\n\n  skills:\n    - id: new\n      tags: [a]\n");
  }

  @Test
  void shouldFollowWhateverTheLastValueIs() throws CannotEditException {
    for (String value :
        List.of(
            "|\n      # no comment\n      text\n",
            "|+\n      text\n\n\n",
            ">-\n      text\n      more",
            "\"two\n      lines\" # said\n",
            "[a,\n      b]\n",
            "plain\n      on\n",
            "\n",
            "~ # nothing\n",
            "{a: {b: c}}",
            "训练 🚀\n")) {
      assertThat(added("# 🚀\nagents:\n  - id: a\n\n  - id: " + value))
          .as(value)
          .startsWith("# 🚀\nagents:\n  - id: a\n\n  - id: " + value)
          .endsWith("\n  - id: new\n    tags: [a]\n");
    }
  }

  @Test
  void shouldTakeAByteOrderMark() throws CannotEditException {
    assertThat(added("\uFEFFagents:\n  - id: a\n"))
        .isEqualTo("\uFEFFagents:\n  - id: a\n  - id: new\n    tags: [a]\n");
  }

  @Test
  void shouldRefuseWhatIsNoListOfLines() {
    assertRefused("# none\nagents: []\n", "f:2: \"agents\" is an empty list");
    assertRefused("agents: [{id: a}]\n", "f:1: \"agents\" is a list in brackets");
    assertRefused("{agents: [{id: a}]}\n", "f:1: \"agents\" is a list in brackets");
    assertRefused("agents: {id: a}\n", "f:1: \"agents\" is a map");
    assertRefused("agents:\n", "f:1: \"agents\" is no list");
    assertRefused("agents: &all\n  - id: a\n", "does not begin with a dash");
    assertRefused("a: &x\n  id: a\nagents:\n  - id: b\n  - *x\nb: 1", "can't be changed without");
    assertRefused("- id: a\n", "f:1: the file must be a map");
    assertRefused("a: 1\nagents: [\n", "f:3: this is no YAML");
    assertRefused("other: 1\n", "has to be a map");
  }

  private static String added(String text) throws CannotEditException {
    return BlockList.add(YamlText.of("f", text), ENTRY, "agents").text();
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> added(text))
        .isInstanceOf(CannotEditException.class)
        .hasMessageContaining(message);
  }
}
