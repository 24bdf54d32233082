package io.openclaw.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.workspace.WorkspaceCopy;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentNewCommandTest {
  private static final String REGISTRY = "orchestrator/agent-registry.yaml";
  private static final String TEMPLATE = "agents/template/config.yaml";

  @TempDir Path temp;

  private WorkspaceCopy workspace;
  private CommandRun command;

  @BeforeEach
  void copyWorkspace() throws IOException {
    workspace = new WorkspaceCopy(temp.resolve("workspace"));
    command = new CommandRun(workspace.root(), temp.resolve("home"));
  }

  @Test
  void shouldMakeAnAgentThatLoads() throws IOException {
    int code =
        command.run(
            "agent",
            "new",
            "reviewer",
            "--name",
            "代码: 评审",
            "--domain",
            "code_review",
            "--domain",
            "security");

    assertThat(command.err()).isEmpty();
    assertThat(code).isZero();
    Agent agent = requireNonNull(workspace.load().agent("agent-reviewer"));
    assertThat(agent.name()).isEqualTo("代码: 评审");
    assertThat(agent.identity().name()).isEqualTo("代码: 评审");
    assertThat(agent.identity().version()).isEqualTo("0.1.0");
    assertThat(agent.domains()).containsExactly("code_review", "security");
    assertThat(workspace.text("agents/reviewer/IDENTITY.md"))
        .isEqualTo(
            """
            # 代码: 评审

            - Name: 代码: 评审
            - ID: agent-reviewer
            - Tier: Standard
            - Version: 0.1.0
            - Emoji: 🤖
            """);
    for (String same : new String[] {"SOUL.md", "tools-config.json"}) {
      assertThat(workspace.text("agents/reviewer/" + same))
          .isEqualTo(workspace.text("agents/template/" + same));
    }
  }

  @Test
  void shouldGiveNoPermissions() throws IOException {
    assertThat(workspace.text(TEMPLATE)).contains("file_access: true");

    assertThat(command.run("agent", "new", "reviewer")).isZero();

    assertThat(requireNonNull(workspace.load().agent("agent-reviewer")).permissions())
        .isEqualTo(Permissions.NONE);
    assertThat(workspace.text("agents/reviewer/config.yaml"))
        .contains("agents/template/config.yaml grant;", "  permissions: []\n")
        .doesNotContain("file_access");
  }

  @Test
  void shouldRefuseTheNameOfAnother() throws IOException {
    Map<String, String> before = workspace.state();

    assertThat(command.run("agent", "new", "builder", "--name", "架构师")).isEqualTo(1);

    assertThat(command.err())
        .isEqualTo(
            """
            the name 架构师 is taken, in orchestrator/agent-registry.yaml; choose another
            Nothing was changed.
            """);
    assertThat(workspace.state()).isEqualTo(before);
  }

  @Test
  void shouldSayNothingThatIsTrueOfTheTemplateAlone() throws IOException {
    assertThat(command.run("agent", "new", "reviewer")).isZero();

    assertThat(workspace.text("agents/reviewer/config.yaml"))
        .startsWith("agent:\n")
        .doesNotContain("makes an agent out of", "is no agent", "The most that any agent")
        .containsOnlyOnce("# A new agent may do nothing.");
  }

  @Test
  void shouldKeepWhereEditorsFindTheSchema() throws IOException {
    String schema = "# yaml-language-server: $schema=../../docs/schemas/agent.schema.json\n";
    workspace.write(TEMPLATE, schema + workspace.text(TEMPLATE));

    assertThat(command.run("agent", "new", "reviewer")).isZero();

    assertThat(workspace.text("agents/reviewer/config.yaml")).startsWith(schema + "agent:\n");
  }

  @Test
  void shouldWaitForOthersThatChangeTheWorkspace() throws Exception {
    List<String> names = List.of("one", "two", "three", "four");
    List<CommandRun> runs = new ArrayList<>();
    List<Future<Integer>> codes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(names.size())) {
      for (String name : names) {
        CommandRun run = new CommandRun(workspace.root(), temp.resolve("home"));
        runs.add(run);
        codes.add(threads.submit(() -> run.run("agent", "new", name)));
      }
    }

    for (int i = 0; i < names.size(); i++) {
      assertThat(codes.get(i).get()).as(runs.get(i).out() + runs.get(i).err()).isZero();
    }
    assertThat(workspace.load().agents())
        .containsKeys("agent-one", "agent-two", "agent-three", "agent-four");
  }

  @Test
  void shouldCopyNothingHidden() throws IOException {
    workspace.write("agents/template/.notes", "mine");
    workspace.write("agents/template/.idea/editor.xml", "<xml/>");
    workspace.write("agents/template/references/style.md", "Be brief.");

    assertThat(command.run("agent", "new", "reviewer")).isZero();

    assertThat(WorkspaceCopy.state(workspace.path("agents/reviewer")).keySet())
        .contains("references/style.md")
        .noneMatch(path -> path.startsWith("."));
  }

  @Test
  void shouldKeepTheTemplatesComments() throws IOException {
    command.run("agent", "new", "reviewer");

    String config = workspace.text("agents/reviewer/config.yaml");
    assertThat(workspace.text(TEMPLATE).lines().filter(line -> line.contains("# ")))
        .filteredOn(line -> !line.matches("#.*|  # (The most|A new agent).*"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(config).contains(line.substring(line.indexOf('#'))));
    assertThat(config)
        .contains("  id: agent-reviewer          # the same as in agent-registry.yaml");
  }

  @Test
  void shouldKeepTheRegistryByteForByteBeforeTheAddition() throws IOException {
    for (String before :
        new String[] {
          workspace.text(REGISTRY),
          workspace.text(REGISTRY) + "# the end",
          workspace.text(REGISTRY).replace("\n", "\r\n"),
          workspace.text(REGISTRY).strip()
        }) {
      workspace.write(REGISTRY, before);

      assertThat(command.run("agent", "new", "reviewer")).isZero();

      assertThat(workspace.text(REGISTRY)).startsWith(before);
      assertThat(workspace.text(REGISTRY).substring(before.length()).replace("\r", ""))
          .isEqualToIgnoringNewLines(
              """

                - id: agent-reviewer
                  name: reviewer
                  status: active
                  version: 0.1.0
                  replicas: 1
              """);
      remove();
    }
  }

  @Test
  void shouldSayWhatWasMadeWhatToEditAndHowToTryIt() {
    command.run("agent", "new", "reviewer", "--id", "agent-rev-004");

    assertThat(command.out())
        .startsWith("Made agents/reviewer: agent-rev-004 in orchestrator/agent-registry.yaml.\n")
        .contains("Edit next:\n  agents/reviewer/config.yaml ")
        .contains("  ./openclaw up    (what runs already takes the change by itself)\n")
        .contains("./openclaw ask --agent agent-rev-004 ");
  }

  @Test
  void shouldTakeAnotherWorkspace() throws IOException {
    CommandRun elsewhere = new CommandRun(temp.resolve("unused"), temp.resolve("home"));

    int code =
        elsewhere.run("agent", "new", "reviewer", "--workspace", workspace.root().toString());

    assertThat(code).isZero();
    assertThat(elsewhere.out())
        .contains("  OPENCLAW_WORKSPACE=" + workspace.root() + " ./openclaw up");
    assertThat(workspace.load().agent("agent-reviewer")).isNotNull();
  }

  @Test
  void shouldNotUnderstandWrongNames() throws IOException {
    Map<String, String> before = workspace.state();

    for (String name :
        new String[] {
          "", "Reviewer", "code_review", "a-", "a--b", "a/b", "..", "评审", "a".repeat(65)
        }) {
      assertThat(command.run("agent", "new", name)).as(name).isEqualTo(2);
      assertThat(command.err())
          .contains("1 to 64 lower-case letters, digits and single hyphens")
          .endsWith("see ./openclaw agent new --help\n");
    }
    assertThat(command.run("agent", "new", "a", "--id", "a b")).isEqualTo(2);
    assertThat(command.run("agent", "new", "a", "--name", " ")).isEqualTo(2);
    assertThat(command.run("agent", "new", "a", "--name", "a\u001b[31m")).isEqualTo(2);
    assertThat(command.run("agent", "new", "a", "b")).isEqualTo(2);
    assertThat(command.run("agent", "new")).isEqualTo(2);
    assertThat(command.run("agent")).isEqualTo(2);
    assertThat(command.run("agent", "old")).isEqualTo(2);
    assertThat(command.err())
        .isEqualTo("'old' is no command of agent: there is new\nsee ./openclaw agent --help\n");
    assertThat(workspace.state()).isEqualTo(before);
  }

  @Test
  void shouldRefuseWhatIsThere() throws IOException {
    refuses("agents/architect is there already", "architect");
    refuses("agents/template is there already", "template");
    refuses("the id agent-pm-002 is taken", "reviewer", "--id", "agent-pm-002");
    refuses("[RESERVED_ID]", "reviewer", "--id", "shared");
    workspace.replace(
        REGISTRY, "status: active\n    version: 1.2.0", "status: inactive\n    version: 1.2.0");
    workspace.write("orchestrator/routing-rules.yaml", "routing_rules: []\n");
    Files.delete(workspace.path("orchestrator/workflows/end-to-end-delivery.yaml"));
    refuses("the id agent-pm-002 is taken", "reviewer", "--id", "agent-pm-002");
  }

  @Test
  void shouldSayWhatToWriteByHandWhereTheListHasNoLines() throws IOException {
    workspace.write(
        REGISTRY,
        "# mine\nagents: [{id: agent-ai-001, name: AI工程师, version: 2.1.0},"
            + " {id: agent-pm-002, name: 产品经理}, {id: agent-arch-003, name: 架构师}]\n");

    refuses(REGISTRY + ":2: \"agents\" is a list in brackets", "reviewer");
    assertThat(command.err()).contains("agents:\n  - id: agent-reviewer\n    name: reviewer\n");
  }

  @Test
  void shouldChangeNothingInAWorkspaceThatIsNotSound() throws IOException {
    workspace.replace("agents/architect/config.yaml", "skill_id: system-design", "skill_id: x");

    refuses("is not sound, so nothing was changed", "reviewer");
    assertThat(command.out()).startsWith("agents/architect/config.yaml:");
    assertThat(command.run("agent", "new", "a", "--workspace", temp.resolve("no").toString()))
        .isEqualTo(1);
  }

  @Test
  void shouldSayThatTheTemplateIsMissing() throws IOException {
    for (String file :
        new String[] {"IDENTITY.md", "SOUL.md", "config.yaml", "tools-config.json"}) {
      Files.delete(workspace.path("agents/template/" + file));
    }
    Files.delete(workspace.path("agents/template"));

    refuses("agents/template/config.yaml is missing", "reviewer");
  }

  @Test
  void shouldHelpWithExamples() {
    assertThat(command.run("agent", "--help")).isZero();
    assertThat(command.out()).contains("new  Makes an agent out of agents/template");
    assertThat(command.run("agent", "new", "--help")).isZero();
    assertThat(command.out())
        .contains("Usage: openclaw agent new", "Examples:\n  ./openclaw agent new reviewer\n");
  }

  private void refuses(String why, String... arguments) throws IOException {
    Map<String, String> before = workspace.state();
    String[] all = new String[arguments.length + 2];
    all[0] = "agent";
    all[1] = "new";
    System.arraycopy(arguments, 0, all, 2, arguments.length);

    assertThat(command.run(all)).isEqualTo(1);

    assertThat(command.out() + command.err()).contains(why);
    assertThat(workspace.state()).isEqualTo(before);
  }

  private void remove() throws IOException {
    for (String file :
        new String[] {"IDENTITY.md", "SOUL.md", "config.yaml", "tools-config.json"}) {
      Files.delete(workspace.path("agents/reviewer/" + file));
    }
    Files.delete(workspace.path("agents/reviewer"));
  }
}
