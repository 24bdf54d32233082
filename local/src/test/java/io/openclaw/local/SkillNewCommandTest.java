package io.openclaw.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.workspace.WorkspaceCopy;
import io.openclaw.route.HandlerChoice;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.ToolChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillNewCommandTest {
  private static final String REGISTRY = "orchestrator/skill-registry.yaml";
  private static final String OWNER = "agents/architect/config.yaml";

  @TempDir Path temp;

  private WorkspaceCopy workspace;
  private CommandRun command;

  @BeforeEach
  void copyWorkspace() throws IOException {
    workspace = new WorkspaceCopy(temp.resolve("workspace"));
    command = new CommandRun(workspace.root(), temp.resolve("home"));
  }

  @Test
  void shouldMakeAPublicSkill() throws IOException {
    String before = workspace.text(REGISTRY);

    int code = command.run("skill", "new", "shared/text-statistics");

    assertThat(command.err()).isEmpty();
    assertThat(code).isZero();
    Skill skill = requireNonNull(workspace.load().skill("shared/text-statistics"));
    assertThat(skill.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(skill.owner()).isEqualTo("system");
    assertThat(skill.handlers()).containsOnlyKeys("text_statistics");
    assertThat(workspace.text(REGISTRY)).startsWith(before);
    for (String file :
        new String[] {
          "SKILL.md", "config.yaml", "handlers/text_statistics.py", "tests/test_text_statistics.py"
        }) {
      assertThat(workspace.text("skills/shared/text-statistics/" + file)).doesNotContain("{{");
    }
  }

  @Test
  void shouldBindAPrivateSkillToItsOwner() throws IOException {
    String before = workspace.text(OWNER);

    int code = command.run("skill", "new", "changelog", "--owner", "architect");

    assertThat(command.err()).isEmpty();
    assertThat(code).isZero();
    Skill skill = requireNonNull(workspace.load().skill("changelog"));
    assertThat(skill.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(skill.owner()).isEqualTo("architect");
    Agent agent = requireNonNull(workspace.load().agent("agent-arch-003"));
    assertThat(agent.skills().getLast().skillId()).isEqualTo("changelog");
    String added = "\n    - skill_id: changelog\n      version: latest\n      timeout: 30\n";
    assertThat(workspace.text(OWNER)).contains(added);
    assertThat(workspace.text(OWNER).replace(added, "")).isEqualTo(before);
    assertThat(command.out()).contains("./openclaw ask --agent agent-arch-003 \"changelog:");
  }

  @Test
  void shouldBindToAnAgentThatWasJustMade() {
    assertThat(command.run("agent", "new", "reviewer")).isZero();
    assertThat(command.run("skill", "new", "changelog", "--owner", "reviewer")).isZero();
    assertThat(command.run("skill", "new", "lint", "--owner", "reviewer")).isZero();

    assertThat(requireNonNull(workspace.load().agent("agent-reviewer")).skills())
        .extracting(binding -> binding.skillId())
        .containsExactly("shared/data-analysis", "changelog", "lint");
  }

  @Test
  void shouldOfferAPrivateSkillToItsOwner() throws IOException {
    String tools = "agents/architect/tools-config.json";
    String before = workspace.text(tools);

    assertThat(command.run("skill", "new", "changelog", "--owner", "architect")).isZero();

    List<ToolChoice> offered = requireNonNull(architect().tools());
    assertThat(offered.getLast()).isEqualTo(new ToolChoice("changelog", List.of()));
    String added = ",\n    {\"skill\": \"changelog\"}";
    assertThat(workspace.text(tools)).contains(added);
    assertThat(workspace.text(tools).replace(added, "")).isEqualTo(before);
    assertThat(command.out())
        .contains(
            "for agents/architect alone, whose config.yaml binds it and whose tools-config.json"
                + " offers it.\n");
  }

  @Test
  void shouldNotRestrictAnOwnerThatIsOfferedAll() throws IOException {
    Files.delete(workspace.path("agents/architect/tools-config.json"));

    assertThat(command.run("skill", "new", "changelog", "--owner", "architect")).isZero();

    assertThat(architect().tools()).isNull();
    assertThat(command.out()).contains("for agents/architect alone, whose config.yaml binds it.\n");
  }

  @Test
  void shouldSayWhereAPublicSkillHasToBeOffered() throws IOException {
    command.run("skill", "new", "shared/translate");

    assertThat(command.out())
        .contains(
            "  agents/*/tools-config.json  the agents that it is for; add"
                + " {\"skill\": \"shared/translate\"} to their tools\n");
  }

  private Agent architect() {
    return requireNonNull(workspace.load().agent("agent-arch-003"));
  }

  @Test
  void shouldBeginTheListOfAnOwnerThatHasNone() throws IOException {
    workspace.write(
        "agents/bare/config.yaml",
        """
        agent:
          id: agent-bare
          name: Bare
          description: Has nothing
          model: {provider: anthropic, name: m, temperature: 0, max_tokens: 1}
        """);
    workspace.write("agents/bare/IDENTITY.md", "- Name: Bare\n");
    workspace.write("agents/bare/SOUL.md", "I am bare.\n");
    workspace.write(
        "orchestrator/agent-registry.yaml",
        workspace.text("orchestrator/agent-registry.yaml")
            + "\n  - {id: agent-bare, name: Bare}\n");

    assertThat(command.run("skill", "new", "changelog", "--owner", "bare")).isZero();

    assertThat(workspace.text("agents/bare/config.yaml"))
        .endsWith(
            "max_tokens: 1}\n\n  skills:\n    - skill_id: changelog\n      version: latest\n      timeout: 30\n");
  }

  @Test
  void shouldMakeTestsThatPass() throws Exception {
    for (String name : new String[] {"shared/translate", "shared/3d-model", "shared/class"}) {
      assertThat(command.run("skill", "new", name)).isZero();
      Path suite = workspace.path("skills/" + name + "/tests");
      assertThat(command.out()).contains("-m unittest discover -s " + suite);

      Path log = temp.resolve("python.log");
      ProcessBuilder builder =
          new ProcessBuilder("python3", "-B", "-m", "unittest", "discover", "-s", suite.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder
          .environment()
          .put(
              "PYTHONPATH", CommandRun.ROOT.resolve("worker/src/main/resources/python").toString());
      Process tests = builder.start();

      assertThat(tests.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(log).content().contains("Ran 3 tests", "OK").doesNotContain("skipped");
      assertThat(tests.exitValue()).isZero();
    }
  }

  @Test
  void shouldBeChosenByItsName() {
    command.run("skill", "new", "shared/word-count");

    HandlerChoice choice =
        requireNonNull(HandlerChoice.of("Word count: one two", workspace.load().skills().values()));
    assertThat(choice.id()).isEqualTo("shared/word-count:word_count");
    assertThat(command.out()).endsWith("  ./openclaw ask \"word count: one two three\"\n");
  }

  @Test
  void shouldSayWhereAnotherSkillWouldBeChosen() {
    command.run("skill", "new", "shared/text-statistics");

    assertThat(command.out())
        .contains("shared/data-analysis:profile is meant by \"text statistics: one two three\" too")
        .doesNotContain("./openclaw ask \"");
  }

  @Test
  void shouldSayWhatWasMadeWhatToEditAndHowToTryIt() {
    command.run("skill", "new", "shared/translate");

    assertThat(command.out())
        .startsWith(
            "Made skills/shared/translate: shared/translate in orchestrator/skill-registry.yaml, for"
                + " all agents.\n")
        .contains("Edit next:\n  skills/shared/translate/handlers/translate.py ")
        .contains("PYTHONPATH=" + CommandRun.ROOT.resolve("worker/src/main/resources/python"))
        .contains("./openclaw ask \"translate: one two three\"");
  }

  @Test
  void shouldNotUnderstandWrongUse() throws IOException {
    Map<String, String> before = workspace.state();
    for (String name :
        new String[] {
          "", "Translate", "shared/", "shared/a_b", "a/b", "shared/a/b", "../x", "shared"
        }) {
      assertThat(command.run("skill", "new", name, "--owner", "architect")).as(name).isEqualTo(2);
      assertThat(command.err()).contains("is no name for a skill");
    }
    assertThat(command.run("skill", "new", "translate")).isEqualTo(2);
    assertThat(command.err())
        .startsWith(
            "a private skill needs --owner, an agent's folder; for one that all may use:"
                + " shared/translate\n");
    assertThat(command.run("skill", "new", "shared/a", "--owner", "architect")).isEqualTo(2);
    assertThat(command.run("skill", "new")).isEqualTo(2);
    assertThat(workspace.state()).isEqualTo(before);
  }

  @Test
  void shouldRefuse() throws IOException {
    refuses(
        "there are no skills in 'rust' yet: the runtimes are python",
        "shared/a",
        "--runtime",
        "rust");
    refuses(
        "there is no agent in agents/nobody; there are: ai-engineer, architect, product-manager",
        "a",
        "--owner",
        "nobody");
    refuses("there is no agent in agents/template;", "a", "--owner", "template");
    refuses("skills/shared/web-search is there already", "shared/web-search");
    workspace.replace(
        REGISTRY, "location: /workspace/skills/system-design", "location: /workspace/skills/sys");
    Files.move(workspace.path("skills/system-design"), workspace.path("skills/sys"));
    workspace.replace("skills/sys/SKILL.md", "name: system-design", "name: sys");
    refuses("the id system-design is taken", "system-design", "--owner", "architect");
  }

  @Test
  void shouldSayWhatToWriteByHandWhereTheListHasNoLines() throws IOException {
    workspace.write(
        "agents/architect/config.yaml",
        """
        agent:
          id: agent-arch-003
          name: 架构师
          description: x
          model: {provider: anthropic, name: m, temperature: 0, max_tokens: 1}
          skills: [{skill_id: system-design}]
        """);

    refuses(OWNER + ":6: \"skills\" is a list in brackets", "changelog", "--owner", "architect");
    assertThat(command.err()).contains("skills:\n  - skill_id: changelog\n");
  }

  private void refuses(String why, String... arguments) throws IOException {
    Map<String, String> before = workspace.state();
    String[] all = new String[arguments.length + 2];
    all[0] = "skill";
    all[1] = "new";
    System.arraycopy(arguments, 0, all, 2, arguments.length);

    assertThat(command.run(all)).isEqualTo(1);

    assertThat(command.err()).contains(why).endsWith("Nothing was changed.\n");
    assertThat(workspace.state()).isEqualTo(before);
  }
}
