package io.openclaw.local.workspace.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SkillManualTest {
  private static final String SOUND =
      """
      ---
      name: github
      description: "Uses the `gh` command."
      metadata: {"openclaw":{"emoji":"🐙","requires":{"bins":["gh"]}}, version: 2.1.0}
      ---

      # GitHub
      """;

  @Test
  void shouldKeepWhatTheStandardHas() {
    SkillManual manual = read(SOUND);

    assertThat(manual.name()).isEqualTo("github");
    assertThat(manual.version()).isEqualTo("2.1.0");
    assertThat(manual.text()).isEqualTo(SOUND);
    assertThat(manual.wrong()).isEmpty();
    assertThat(manual.changed()).isEmpty();
  }

  @Test
  void shouldMakeCommentsOfOtherKeys() {
    String text =
        """
        ---
        name: github
        homepage: https://example.org  # there
        hooks:
          before:
            - run

        # about it
        description: Uses gh.
        version: 1.4
        ---
        body
        """;

    SkillManual manual = read(text.replace("\n", "\r\n"));

    assertThat(manual.wrong()).isEmpty();
    assertThat(manual.version()).isEqualTo("1.4");
    assertThat(manual.text())
        .isEqualTo(
            """
            ---
            name: github
            # homepage: https://example.org  # there
            # hooks:
            #   before:
            #     - run

            # about it
            description: Uses gh.
            # version: 1.4
            ---
            body
            """
                .replace("\n", "\r\n"));
    assertThat(manual.changed())
        .extracting(Finding::toString)
        .containsExactly(
            "x/SKILL.md:3: homepage is a comment now: the standard has no such key",
            "x/SKILL.md:4: hooks is a comment now: the standard has no such key",
            "x/SKILL.md:10: version is a comment now: the standard has no such key");
  }

  @Test
  void shouldBeginWithTheFirstVersion() {
    assertThat(read("---\nname: a\ndescription: b\n---\n").version()).isEqualTo("1.0.0");
  }

  @Test
  void shouldSayAllThatIsWrong() {
    assertWrong("# No front matter", "x/SKILL.md:1: it has to begin with YAML");
    assertWrong("---\nname: a\n", "x/SKILL.md:1: it has to begin with YAML");
    assertWrong("---\n- a\n---\n", "x/SKILL.md:1: the file must be a map");
    assertWrong("---\nname: A b\ndescription: c\n---\n", "x/SKILL.md:2: name has to be 1 to 64");
    assertWrong("---\nname: shared\ndescription: c\n---\n", "(and not shared)");
    assertWrong("---\ndescription: c\n---\n", "x/SKILL.md:1: name has to be", "it is missing");
    assertWrong("---\nname: a\n---\n", "x/SKILL.md:1: description is missing");
    assertWrong(
        "---\nname: a\ndescription: " + "b".repeat(1025) + "\n---\n",
        "x/SKILL.md:3: description has 1025 characters, and may have 1024");
    assertWrong(
        "---\nname: a\ndescription: Use: when\n---\n",
        "x/SKILL.md:3: this is no YAML: mapping values are not allowed here; a value with a colon"
            + " in it needs quotes");
    assertWrong(
        "---\n{name: a, description: b, home: c}\n---\n",
        "x/SKILL.md:2: the standard has no key home; put it into metadata");
    assertThat(SkillManual.read("f", new byte[] {'-', (byte) 0xff}).wrong())
        .extracting(Finding::toString)
        .containsExactly("f:1: it is no UTF-8; save it in the encoding UTF-8");
  }

  private static void assertWrong(String text, String... parts) {
    SkillManual manual = read(text);
    assertThat(manual.wrong()).as(text).hasSizeBetween(1, 2);
    assertThat(manual.wrong().getFirst().toString()).contains(parts);
  }

  private static SkillManual read(String text) {
    return SkillManual.read("x/SKILL.md", text.getBytes(UTF_8));
  }
}
