package io.openclaw.local.workspace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlockMapTest {
  private static final List<String> WHY = List.of("# why");

  @Test
  void shouldSetAWordAndKeepWhatStandsBehindIt() throws CannotEditException {
    assertThat(set("agent:\n  id: old-000          # the same as there\n  name: 旧\n", "new"))
        .isEqualTo("agent:\n  id: new          # the same as there\n  name: 旧\n");
    assertThat(set("agent: {id: 'old', name: x}\n", "new"))
        .isEqualTo("agent: {id: new, name: x}\n");
    assertThat(set("agent:\n  id: |\n    old\n  name: x\n", "new"))
        .isEqualTo("agent:\n  id: new\n  name: x\n");
  }

  @Test
  void shouldQuoteAWordThatWouldMeanSomethingElse() throws CannotEditException {
    assertThat(set("agent:\n  id: a\n", "yes")).isEqualTo("agent:\n  id: \"yes\"\n");
    assertThat(set("agent:\n  id: a\n", "a: b # c")).contains("id: \"a: b # c\"\n");
  }

  @Test
  void shouldRefuseAWordThatIsNotThereOrTiedToOthers() {
    assertRefused("agent:\n  name: a\n");
    assertRefused("agent:\n  id: [a]\n");
    assertRefused("agent:\n  id: &x a\n  name: *x\n");
  }

  @Test
  void shouldClearAListWithTheCommentsAroundIt() throws CannotEditException {
    String text =
        """
        agent:
          # Nothing is allowed that is not named here.
          permissions:  # 权限
            - file_access: true
              # there
              paths: [/workspace/a]

          # skills
          skills: []
        """;

    assertThat(cleared(text))
        .isEqualTo(
            """
            agent:
              # why
              permissions: []  # 权限

              # skills
              skills: []
            """);
  }

  @Test
  void shouldClearWhateverIsThere() throws CannotEditException {
    assertThat(cleared("agent:\r\n  permissions: [a] # b\r\n  id: x"))
        .isEqualTo("agent:\r\n  # why\r\n  permissions: [] # b\r\n  id: x");
    assertThat(cleared("agent:\n  permissions:\n  id: x"))
        .isEqualTo("agent:\n  # why\n  permissions: []\n  id: x");
    assertThat(cleared("agent:\n  id: x\n"))
        .isEqualTo("agent:\n  id: x\n\n  # why\n  permissions: []\n");
    assertThatThrownBy(() -> cleared("agent: {permissions: [a]}"))
        .hasMessageContaining("f:1: \"permissions\" has to stand in a line of its own");
  }

  private static String set(String text, String word) throws CannotEditException {
    return BlockMap.set(YamlText.of("f", text), word, "agent", "id").text();
  }

  private static String cleared(String text) throws CannotEditException {
    return BlockMap.clear(YamlText.of("f", text), WHY, "agent", "permissions").text();
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> set(text, "new")).isInstanceOf(CannotEditException.class);
  }
}
