package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small files that would be large or endless if they were taken at their word: one problem each.
 */
@Timeout(20)
class YamlBombsTest {
  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        arguments("aliases that double", "routing_rules:\n  - &a0 [x, x]\n" + doubling()),
        arguments("aliases that double as keys", "routing_rules: &a0 [x]\n" + doublingKeys()),
        arguments("a list that contains itself", "routing_rules: &all\n  - *all\n"),
        arguments("a map that contains itself", "routing_rules: &all\n  all: *all\n"),
        arguments("a map that is its own key", "routing_rules: &all\n  ? *all\n  : x\n"),
        arguments("nested brackets", "routing_rules: " + "[".repeat(5000) + "]".repeat(5000)),
        arguments("open brackets", "routing_rules: " + "[".repeat(500_000)),
        arguments("nested braces", "routing_rules: " + "{a: ".repeat(5000) + "}".repeat(5000)),
        arguments("nested entries", "routing_rules:\n  " + "- ".repeat(5000) + "x\n"),
        arguments("nested keys", nested(300)),
        arguments("question marks", "? ".repeat(100_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void shouldRefuseInRules(String name, String bomb) {
    files.write(WorkspaceFixture.RULES, bomb);

    assertThat(files.problems()).singleElement().asString().startsWith(WorkspaceFixture.RULES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void shouldRefuseInFrontMatter(String name, String bomb) {
    files.write(
        "skills/writing/SKILL.md",
        "---\nname: writing\ndescription: x\nmetadata:\n" + bomb.indent(2) + "---\nWrite.\n");

    assertThat(files.problems()).singleElement().asString().startsWith("skills/writing/SKILL.md:");
  }

  @Test
  void shouldSayThatAliasesMultiply() {
    files.write(WorkspaceFixture.RULES, "routing_rules:\n  - &a0 [x, x]\n" + doubling());

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:1:1: aliases (*name) make this file too large or"
                + " contain themselves; write it out [YAML_TOO_COMPLEX]");
  }

  /** A megabyte in one word is no bomb, and not to be repeated in what is said of it. */
  @Test
  void shouldNotRepeatLongWord() {
    files.replace(WorkspaceFixture.RULES, "[agent-w]", "[" + "x".repeat(900_000) + "]");

    assertThat(files.problems()).singleElement().asString().hasSizeLessThan(300);
  }

  /** Each stands once in the file, and as often in memory. */
  @Test
  void shouldReadManyAliasesOfOneWord() {
    files.replace(
        WorkspaceFixture.AGENTS,
        "domains: [writing]",
        "domains: [&w writing" + ", *w".repeat(50_000) + "]");

    assertThat(files.agent("agent-w").domains()).hasSize(50_001);
  }

  private static String doubling() {
    return IntStream.rangeClosed(1, 24)
        .mapToObj(level -> "  - &a%d [*a%d, *a%2$d]\n".formatted(level, level - 1))
        .collect(Collectors.joining());
  }

  private static String doublingKeys() {
    return IntStream.rangeClosed(1, 24)
        .mapToObj(level -> "k%d: &a%1$d {? *a%d : *a%2$d}\n".formatted(level, level - 1))
        .collect(Collectors.joining());
  }

  private static String nested(int depth) {
    return IntStream.range(0, depth)
        .mapToObj(level -> " ".repeat(level) + "a:\n")
        .collect(Collectors.joining());
  }
}
