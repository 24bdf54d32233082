package io.openclaw.local.workspace.yaml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a registry looks like: an addition changes nothing that was there. */
class AnyRegistryTest {
  private static final String NAME = "a: \"name\" # of 🚀";

  private static final List<String> ENTRY =
      List.of("- id: new", "  name: " + YamlScalar.of(NAME), "  domains:", "    - d");

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldKeepTheTextAndAddTheLastEntry(@ForAll("registries") String text)
      throws CannotEditException {
    // when
    String edited = BlockList.add(YamlText.of("f", text), ENTRY, "agents").text();

    // then: the old text is there, before and behind one added piece
    int before = commonStart(text, edited);
    assertThat(edited).endsWith(text.substring(before));
    assertThat(edited.length()).isGreaterThan(text.length());

    Map<Object, Object> was = Meaning.map(Meaning.of(text), List.of());
    Map<Object, Object> is = Meaning.map(Meaning.of(edited), List.of());
    List<Object> agents = new ArrayList<>(list(is));
    assertThat(agents.removeLast())
        .isEqualTo(Map.of("id", "new", "name", NAME, "domains", List.of("d")));
    assertThat(agents).isEqualTo(list(was));
    is.remove("agents");
    was.remove("agents");
    assertThat(is).isEqualTo(was);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldKeepEveryByteWhereTheListIsLast(@ForAll("lastLists") String text)
      throws CannotEditException {
    assertThat(BlockList.add(YamlText.of("f", text), ENTRY, "agents").text()).startsWith(text);
  }

  @Property
  void shouldReadBackEveryScalar(@ForAll String text) {
    assertThat(Meaning.map(Meaning.of("a: " + YamlScalar.of(text) + " # c\n"), List.of()))
        .isEqualTo(Map.of("a", text));
  }

  @Provide
  Arbitrary<String> registries() {
    Arbitrary<String> next =
        Arbitraries.of("", "# of next\nnext:\n  - id: x\n", "next: {a: [b]}", "  # c\nnext: 1\n");
    return Combinators.combine(lastLists(), next, Arbitraries.of("", "\n", "\n\n"))
        .as((list, key, blank) -> ended(list, key + blank));
  }

  @Provide
  Arbitrary<String> lastLists() {
    Arbitrary<List<String>> entries = entry().list().ofMinSize(1).ofMaxSize(4);
    return Combinators.combine(
            Arbitraries.of("", "# head\n\n", "first: [1]\n", "\uFEFF"),
            Arbitraries.of("", " # all of them"),
            Arbitraries.integers().between(0, 4),
            entries,
            Arbitraries.of("", "# the end\n", "\n\n", "\n# the end"),
            Arbitraries.of("\n", "\r\n"))
        .as((head, comment, indent, items, end, lineBreak) ->
            (head + "agents:" + comment + "\n" + String.join("", indented(items, indent)) + end)
                .replace("\n", lineBreak));
  }

  private static Arbitrary<String> entry() {
    Arbitrary<String> value =
        Arbitraries.of(
            "word",
            "'it''s # no comment'",
            "\"two\n      lines\"",
            "[a, b] # list",
            "{a: b}",
            "|\n      block\n        deeper\n",
            ">-\n      folded\n",
            "\n    - x\n    - y # last",
            "",
            "~",
            "训练 🚀");
    Arbitrary<String> comment = Arbitraries.of("", "", "\n", "# about it\n", "  # deeper\n\n");
    return Combinators.combine(comment, value, value)
        .as((before, one, two) ->
            before + ended("- id: i\n  one: " + one, "") + ended("  two: " + two, ""));
  }

  /** With an end of the last line. */
  private static String ended(String text, String more) {
    return (text.endsWith("\n") ? text : text + "\n") + more;
  }

  private static List<String> indented(List<String> items, int by) {
    return items.stream().map(item -> item.replaceAll("(?m)^(?=.)", " ".repeat(by))).toList();
  }

  private static List<Object> list(Map<Object, Object> document) {
    return Meaning.list(requireNonNull(document.get("agents")));
  }

  private static int commonStart(String one, String two) {
    int end = 0;
    while (end < Math.min(one.length(), two.length()) && one.charAt(end) == two.charAt(end)) {
      end++;
    }
    return end;
  }
}
