package io.openclaw.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.workspace.WorkspaceCopy;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Permissions;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agents, and what is the same for all that is imported. */
class WorkspaceImportCommandTest extends WorkspaceImportCase {

  @Test
  void shouldImportAnAgent() throws IOException {
    ImportSource source = ImportSource.agent(temp.resolve("clawd")).withTheRest();
    Map<String, String> before = WorkspaceCopy.state(source.root());

    int code = command.run("workspace", "import", source.root().toString());

    assertThat(command.err()).isEmpty();
    assertThat(code).isZero();
    Agent agent = requireNonNull(workspace.load().agent("agent-ada-l-w"));
    assertThat(agent.name()).isEqualTo("Ada Löw");
    assertThat(agent.identity().emoji()).isEqualTo("🦞");
    assertThat(agent.permissions()).isEqualTo(Permissions.NONE);
    assertThat(agent.model().provider()).isEqualTo("anthropic");
    assertThat(agent.texts().soul()).contains("Be helpful.");
    for (String file : List.of("AGENTS.md", "SOUL.md", "IDENTITY.md", "USER.md", "MEMORY.md")) {
      assertThat(workspace.path("agents/ada-l-w/" + file))
          .hasSameBinaryContentAs(source.path(file));
    }
    assertThat(workspace.path("agents/ada-l-w"))
        .isDirectoryNotContaining(
            "glob:**{.env,.git,TOOLS.md,memory,notes.txt,*.jsonl,tools-config.json}");
    assertThat(WorkspaceCopy.state(source.root())).isEqualTo(before);
  }

  @Test
  void shouldNameAllThatIsNotCopied() throws IOException {
    ImportSource source = ImportSource.agent(temp.resolve("clawd")).withTheRest();

    command.run("workspace", "import", source.root().toString());

    assertThat(section("Left out:"))
        .extracting(line -> line.strip().split("  ", 2)[0])
        .containsExactly(".env", ".git/", "credentials/", "log.jsonl", "sessions/");
    assertThat(section("Without an equivalent here:"))
        .extracting(line -> line.strip().split("  ", 2)[0])
        .containsExactly(
            "BOOT.md",
            "BOOTSTRAP.md",
            "HEARTBEAT.md",
            "TOOLS.md",
            "canvas/",
            "memory/",
            "notes.txt");
    assertThat(section("Without an equivalent here:"))
        .allMatch(line -> line.strip().split("  ", 2)[1].length() > 20);
  }

  @Test
  void shouldWriteNothingInADryRun() throws IOException {
    ImportSource source =
        ImportSource.agent(temp.resolve("clawd"))
            .skill("skills/notes", "notes")
            .write("skills/notes/scripts/run.sh", "echo\n");
    Map<String, String> before = workspace.state();

    int code = command.run("workspace", "import", source.root().toString(), "--dry-run");

    assertThat(code).isZero();
    assertThat(command.out())
        .startsWith(source.root().toRealPath() + " is an agent's workspace (AGENTS.md, SOUL.md, ")
        .contains(
            "  agents/ada-l-w  agent-ada-l-w, \"Ada Löw\", without any permissions\n",
            "  skills/notes  private to agents/ada-l-w, version 1.0.0, 2 files, instructions only",
            "scripts/ are copied, and nothing runs them")
        .endsWith("\nNothing was written, because of --dry-run.\n");
    assertThat(workspace.state()).isEqualTo(before);
  }

  @Test
  void shouldMakeWhatIsMissing() throws IOException {
    ImportSource source = new ImportSource(temp.resolve("clawd")).write("USER.md", "Sam\n");

    assertThat(command.run("workspace", "import", source.root().toString())).isZero();

    assertThat(workspace.load().agent("agent-clawd")).isNotNull();
    assertThat(workspace.text("agents/clawd/SOUL.md")).isEqualTo("# Who I Am\n\nI am clawd.\n");
    assertThat(workspace.text("agents/clawd/IDENTITY.md")).contains("- ID: agent-clawd\n");
    assertThat(command.out())
        .contains("IDENTITY.md, which was missing", "SOUL.md, which was missing");
  }

  @Test
  void shouldTakeTheIdentitysOwnIdAndVersion() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("clawd"))
            .write("IDENTITY.md", "- Name: Ada\n- ID: agent-one\n- Version: 3.2.1\n");

    assertThat(command.run("workspace", "import", source.root().toString())).isZero();
    assertThat(requireNonNull(workspace.load().agent("agent-one")).identity().version())
        .isEqualTo("3.2.1");
  }

  @Test
  void shouldNeedANameWhereNothingGivesOne() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("x/workspace"))
            .write("IDENTITY.md", "- **Name:** _(pick something you like)_\n");

    refuses("neither IDENTITY.md nor the folder has a name", source);
    assertThat(command.run("workspace", "import", source.root().toString(), "--name", "eve"))
        .isZero();
    assertThat(workspace.load().agent("agent-eve")).isNotNull();
  }

  @Test
  void shouldRefuseAnAgentThatIsThere() throws IOException {
    refuses(
        "agents/architect is there already",
        ImportSource.agent(temp.resolve("a")),
        "--name",
        "architect");
    refuses(
        "the id agent-pm-002 is taken",
        new ImportSource(temp.resolve("b")).write("IDENTITY.md", "- ID: agent-pm-002\n"));
  }

  @Test
  void shouldRefuseSecretsWithTheirPlacesAndNeverShowThem() throws IOException {
    ImportSource source =
        ImportSource.agent(temp.resolve("clawd"))
            .write("MEMORY.md", "one\ntwo\nthe token is " + ImportSource.KEY + "\n")
            .skill("skills/notes", "notes")
            .write("skills/notes/scripts/run.sh", "\nSOME_KEY=4fK29dkQ4fK29dkQ\n");

    refuses("MEMORY.md:3: here is what looks like a GitHub token", source);
    assertThat(command.err())
        .contains("skills/notes/scripts/run.sh:2: here is what looks like a key");
    assertThat(command.out() + command.err()).doesNotContain("4fK29dkQ");
    refuses("MEMORY.md:3:", source, "--dry-run");
  }

  @Test
  void shouldFollowNoLink() throws IOException {
    Path outside = Files.writeString(temp.resolve("outside.md"), "not yours\n");
    Files.createDirectories(temp.resolve("elsewhere"));
    ImportSource source =
        ImportSource.agent(temp.resolve("clawd"))
            .link("skills/elsewhere", temp.resolve("elsewhere"));
    Files.delete(source.path("MEMORY.md"));
    source.link("MEMORY.md", outside).link("notes.md", Path.of(".env")).write(".env", "A=b\n");

    assertThat(command.run("workspace", "import", source.root().toString())).isZero();

    assertThat(workspace.path("agents/ada-l-w/MEMORY.md")).doesNotExist();
    assertThat(section("Left out:"))
        .anySatisfy(line -> assertThat(line).startsWith("  MEMORY.md  a link;"))
        .anySatisfy(line -> assertThat(line).startsWith("  notes.md  a link;"))
        .anySatisfy(line -> assertThat(line).startsWith("  skills/elsewhere  a link;"));
  }

  @Test
  void shouldLeaveOutWhatIsTooLarge() throws IOException {
    ImportSource source =
        ImportSource.agent(temp.resolve("clawd")).write("USER.md", "x".repeat((1 << 20) + 1));

    assertThat(command.run("workspace", "import", source.root().toString())).isZero();

    assertThat(workspace.path("agents/ada-l-w/USER.md")).doesNotExist();
    assertThat(section("Left out:"))
        .containsExactly("  USER.md  larger than 1 MiB, the most that is copied (1.0 MiB)");
  }

  @Test
  void shouldRefuseTextThatIsTooLongForAModel() throws IOException {
    ImportSource source =
        ImportSource.agent(temp.resolve("clawd")).write("USER.md", "x".repeat(20_001));

    assertThat(command.run("workspace", "import", source.root().toString())).isEqualTo(1);

    assertThat(command.out()).contains("USER.md:1:20001: ", "[TEXT_TOO_LONG]");
    assertThat(workspace.path("agents/ada-l-w")).doesNotExist();
  }

  @Test
  void shouldRefuseWhatIsNothingOfTheKind() throws IOException {
    refuses("is neither an agent's workspace (", new ImportSource(temp.resolve("empty")));
    assertThat(command.run("workspace", "import", temp.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(command.err()).contains("nowhere is no folder");
  }

  @Test
  void shouldNotUnderstandWrongUse() throws IOException {
    ImportSource skills = new ImportSource(temp.resolve("skills")).skill("pdf", "pdf");
    String source = skills.root().toString();

    assertThat(command.run("workspace", "import")).isEqualTo(2);
    assertThat(command.run("workspace", "import", source, "--name", "A b")).isEqualTo(2);
    assertThat(command.run("workspace", "import", source, "--name", "pdf")).isEqualTo(2);
    assertThat(command.err())
        .startsWith("--name is for an agent; a skill has the name that its SKILL.md says\n")
        .endsWith("see ./openclaw workspace import --help\n");
    assertThat(command.run("workspace")).isEqualTo(2);
  }

  @Test
  void shouldNotLetNamesSteerTheTerminal() throws IOException {
    ImportSource source =
        ImportSource.agent(temp.resolve("clawd")).write("a\u001b[31m\n.md", "x\n");

    command.run("workspace", "import", source.root().toString());

    assertThat(command.out()).contains("a?[31m?.md").doesNotContain("\u001b");
  }

  @Test
  void shouldNameAProblemByTheFileInTheSource() throws IOException {
    ImportSource source = ImportSource.agent(temp.resolve("clawd"));
    Files.write(source.path("SOUL.md"), new byte[] {'a', (byte) 0xff});

    assertThat(command.run("workspace", "import", source.root().toString())).isEqualTo(1);

    assertThat(command.out()).startsWith("SOUL.md:1:2: this byte is no UTF-8");
    assertThat(command.err()).contains("All of it was taken back.");
    assertThat(workspace.path("agents/ada-l-w")).doesNotExist();
  }

  @Test
  void shouldImportAnAgentWithItsSkills() throws IOException {
    ImportSource source =
        ImportSource.agent(temp.resolve("clawd"))
            .skill("skills/notes", "notes")
            .write(
                "skills/github/SKILL.md",
                "---\nname: github\ndescription: Uses gh.\nmetadata: {version: 2.1.0}\n---\nUse gh.\n");
    String registry = workspace.text("orchestrator/skill-registry.yaml");

    int code = command.run("workspace", "import", source.root().toString());

    assertThat(command.out() + command.err()).doesNotContain("[");
    assertThat(code).isZero();
    Agent agent = requireNonNull(workspace.load().agent("agent-ada-l-w"));
    assertThat(agent.skills())
        .extracting(binding -> binding.skillId())
        .containsExactly("shared/data-analysis", "github", "notes");
    Skill skill = requireNonNull(workspace.load().skill("github"));
    assertThat(skill.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(skill.owner()).isEqualTo("ada-l-w");
    assertThat(skill.version()).isEqualTo("2.1.0");
    assertThat(skill.handlers()).isEmpty();
    assertThat(workspace.path("skills/github/SKILL.md"))
        .hasSameBinaryContentAs(source.path("skills/github/SKILL.md"));
    assertThat(workspace.text("orchestrator/skill-registry.yaml")).startsWith(registry);
  }
}
